package dev.marksheet.judge.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marksheet.session.Sample;
import dev.marksheet.session.ScoreRequest;
import dev.marksheet.session.SessionId;
import dev.marksheet.session.text.Language;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Members that the configuration puts into every chat request. */
class ExtraBodyTests {

    private final FakeEndpoint endpoint = new FakeEndpoint().otherwise(FakeModel::answer);

    @AfterEach
    void closeEndpoint() {
        endpoint.close();
    }

    private JudgeUnderTest judge(String extra) {
        return new JudgeUnderTest(endpoint.baseUrl()).extraBody(extra);
    }

    private static SortedMap<String, String> parameters(JudgeUnderTest judge) {
        Sample sample = new Sample("Why?", "So.", List.of(), null, List.of(), List.of(), List.of());
        return judge.judges()
                .identity(new ScoreRequest(
                        new SessionId("s"), sample, List.of("m"), Map.of(), "m-1", "local", Language.EN))
                .parameters();
    }

    @Test
    void standInEveryChatRequestOverWhatWouldStandThere() {
        JudgeUnderTest judge = judge("{\"top_k\": 20, \"temperature\": 0.3, \"provider\": {\"order\": [\"a\"]}}");

        judge.ask();
        judge.judges().embedder("embed-1").embed(List.of("text"));

        JsonNode chat = endpoint.received().get(0).body();
        assertThat(chat.path("top_k").asInt()).isEqualTo(20);
        assertThat(chat.path("temperature").asDouble()).isEqualTo(0.3);
        assertThat(chat.at("/provider/order/0").asString()).isEqualTo("a");
        assertThat(chat.path("messages")).hasSize(2);
        assertThat(endpoint.received().get(1).body().has("top_k")).isFalse();
    }

    @Test
    void standInTheFingerprintAsAHash() {
        SortedMap<String, String> some = parameters(judge("{\"top_k\": 20, \"seed\": 7}"));

        assertThat(some.get("extra_body")).matches("[0-9a-f]{12}");
        assertThat(parameters(judge("{\"seed\": 7, \"top_k\": 20}"))).isEqualTo(some);
        assertThat(parameters(judge("{\"seed\": 8, \"top_k\": 20}"))).isNotEqualTo(some);
        assertThat(parameters(judge(""))).doesNotContainKey("extra_body");
    }

    @Test
    void boundThinkingStandsInTheFingerprint() {
        JudgeUnderTest judge = judge("").as("https://api.deepseek.com/v1");

        assertThat(parameters(judge)).containsEntry("thinking", "{\"thinking\":{\"type\":\"disabled\"}}");
        assertThat(parameters(judge(""))).doesNotContainKey("thinking");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[1]",
                "7",
                "top_k=20",
                "{\"top_k\": 20",
                "{\"model\": \"other\"}",
                "{\"messages\": []}",
                "{\"stream\": true}"
            })
    void areRefusedWhereTheyAreNoObjectOrOverrideOurs(String setting) {
        assertThatThrownBy(() -> ExtraBody.of(setting))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("It must");
    }
}
