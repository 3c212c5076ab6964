package dev.marksheet.judge.llm;

import static dev.marksheet.judge.llm.JudgeUnderTest.verdicts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marksheet.judge.JudgeException;
import dev.marksheet.judge.llm.FakeEndpoint.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models that reply in pieces only. */
class StreamedReplyTests {

    private static final String ONLY_STREAMS = """
            {"error":{"code":"invalid_parameter_error","message":"This model only support stream mode, please enable the stream parameter to access the model. ","param":null,"type":"invalid_request_error"}}""";

    private final FakeEndpoint endpoint = new FakeEndpoint();
    private final JudgeUnderTest judge = new JudgeUnderTest(endpoint.baseUrl()).maxAttempts(2);

    @AfterEach
    void closeEndpoint() {
        endpoint.close();
    }

    private static Response stream(String... events) {
        String body = ": a comment\n\n"
                + String.join(
                        "",
                        List.of(events).stream()
                                .map(e -> "data: " + e + "\r\n\r\n")
                                .toList());
        return new Response(200, Map.of("Content-Type", "text/event-stream;charset=UTF-8"), body, false);
    }

    private static String piece(String content) {
        return FakeEndpoint.JSON.writeValueAsString(
                Map.of("model", "m-1", "choices", List.of(Map.of("index", 0, "delta", Map.of("content", content)))));
    }

    private static String end(String reason) {
        return "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"" + reason + "\"}],\"usage\":null}";
    }

    @Test
    void putsThePiecesTogetherAndAsksSoFromThenOn() {
        String reply = verdicts(1, 0);
        endpoint.then(Response.of(400, ONLY_STREAMS))
                .otherwise(request -> stream(
                        piece(reply.substring(0, 9)),
                        piece(reply.substring(9)),
                        end("stop"),
                        "{\"choices\":[],\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":3}}",
                        "[DONE]"));

        var answer = judge.ask();
        judge.ask();

        assertThat(answer.reply().verdicts()).hasSize(2);
        assertThat(answer.usage().inputTokens()).isEqualTo(5);
        assertThat(answer.usage().outputTokens()).isEqualTo(3);
        assertThat(endpoint.received())
                .extracting(request -> request.body().path("stream").asBoolean())
                .containsExactly(false, true, true);
        assertThat(endpoint.received()
                        .get(1)
                        .body()
                        .at("/stream_options/include_usage")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void readsAStreamThatNobodyAskedFor() {
        endpoint.otherwise(request -> stream(piece(verdicts(1, 0)), end("stop")));

        assertThat(judge.ask().reply().verdicts()).hasSize(2);
        assertThat(endpoint.received()).hasSize(1);
    }

    @Test
    void asksWithMoreRoomWhereAStreamIsCutOff() {
        endpoint.then(stream(piece("{"), end("length")))
                .otherwise(request -> stream(piece(verdicts(1, 0)), end("stop")));

        judge.ask();

        assertThat(endpoint.received().get(1).body().path("max_tokens").asInt()).isEqualTo(4096);
    }

    @Test
    void sendsAgainWhatBrokeOffBeforeItsEnd() {
        endpoint.then(stream(piece("{\"verdicts\":"))).otherwise(request -> stream(piece(verdicts(1, 0)), end("stop")));

        assertThat(judge.ask().reply().verdicts()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":{\"message\":\"overloaded\"}}",
                "{\"error\":{\"message\":\"overloaded\",\"code\":502}}",
                "not JSON",
                "{\"choices\":[{\"delta\":\"text\",\"finish_reason\":\"stop\"}]}"
            })
    void takesAStreamOfAnotherFormForAFaultOfTheEndpoints(String event) {
        endpoint.otherwise(request -> stream(piece("{"), event));

        assertThatThrownBy(judge::ask).isInstanceOf(JudgeException.class);
        assertThat(endpoint.received()).hasSize(2);
    }

    @Test
    void waitsWhereAStreamSaysThatTooMuchIsAsked() {
        endpoint.then(stream("{\"error\":{\"message\":\"slow down\",\"code\":429}}"))
                .otherwise(request -> stream(piece(verdicts(1, 0)), end("stop")));

        judge.ask();

        assertThat(judge.pauses()).hasSize(1);
    }
}
