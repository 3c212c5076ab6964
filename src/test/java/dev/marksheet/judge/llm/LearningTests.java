package dev.marksheet.judge.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marksheet.LogLines;
import dev.marksheet.judge.llm.endpoint.Capability;
import dev.marksheet.judge.llm.endpoint.EndpointFault;
import dev.marksheet.judge.llm.endpoint.FaultsOfStatus;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What is learnt of a model from its refusals, and what is left out while nothing is known. */
class LearningTests {

    private static final Set<Capability> SCHEMA = EnumSet.of(Capability.JSON_SCHEMA, Capability.TEMPERATURE);
    private static final EndpointFault NO_FORMAT = FaultsOfStatus.saying(400, "response_format is not supported");

    private final ModelCapabilities models = new ModelCapabilities();

    @Test
    void aModelMayUseEverythingUntilItRefuses() {
        assertThat(models.of("m")).containsExactlyInAnyOrder(Capability.values());
    }

    @Test
    void theFirstThingThatWasUsedIsLearntToBeMissing() {
        try (LogLines log = new LogLines(ModelCapabilities.class)) {
            assertThat(models.learn("m", SCHEMA, NO_FORMAT)).isTrue();
            assertThat(models.of("m")).doesNotContain(Capability.JSON_SCHEMA).contains(Capability.JSON_OBJECT);
            assertThat(models.learn("m", EnumSet.of(Capability.JSON_OBJECT), NO_FORMAT))
                    .isTrue();
            assertThat(models.learn("m", SCHEMA, NO_FORMAT)).isTrue();

            assertThat(models.of("m")).doesNotContain(Capability.JSON_SCHEMA, Capability.JSON_OBJECT);
            assertThat(models.of("other")).contains(Capability.JSON_SCHEMA);
            assertThat(log.lines()).as("each is said once").hasSize(2);
        }
    }

    @Test
    void nothingIsLearntFromWhatWasNotUsed() {
        assertThat(models.learn("m", EnumSet.of(Capability.TEMPERATURE), NO_FORMAT))
                .isFalse();

        assertThat(models.of("m")).hasSize(Capability.values().length);
    }

    @ParameterizedTest
    @CsvSource({"400, true", "422, true", "404, false", "500, false"})
    void onlySomeStatusesAreAboutTheRequest(int status, boolean about) {
        EndpointFault fault = FaultsOfStatus.saying(status, "response_format is not supported");

        assertThat(ModelCapabilities.isAboutTheRequest(fault)).isEqualTo(about);
        assertThat(models.learn("m", SCHEMA, fault)).isEqualTo(about);
    }

    @Test
    void switchesOfThinkingAreTriedOneAfterTheOther() {
        models.refusedSwitch("m", 0, 2);
        assertThat(models.refusedSwitches("m")).isEqualTo(1);
        assertThat(models.of("m")).contains(Capability.THINKING_SWITCH);
        models.refusedSwitch("m", 0, 2);
        assertThat(models.refusedSwitches("m"))
                .as("of two requests under way one teaches")
                .isEqualTo(1);

        models.refusedSwitch("m", 1, 2);

        assertThat(models.refusedSwitches("m")).isEqualTo(2);
        assertThat(models.of("m")).doesNotContain(Capability.THINKING_SWITCH);
        assertThat(models.refusedSwitches("other")).isZero();
    }

    @Test
    void whatWentThroughBeforeIsNotWhatIsMinded() {
        assertThat(models.mayMind("m", SCHEMA)).isTrue();

        models.works("m", SCHEMA);

        assertThat(models.mayMind("m", SCHEMA)).isFalse();
        assertThat(models.mayMind("m", EnumSet.of(Capability.TEMPERATURE))).isTrue();
        assertThat(models.mayMind("other", SCHEMA)).isTrue();
    }

    @Test
    void whoRefusesForOtherReasonsIsNotAskedInVainForEver() {
        for (int i = 0; i < 4; i++) {
            models.climbedInVain("m");
        }
        assertThat(models.mayMind("m", SCHEMA)).isTrue();

        models.climbedInVain("m");

        assertThat(models.mayMind("m", SCHEMA)).isFalse();
        assertThat(models.mayMind("other", SCHEMA)).isTrue();
    }

    @Test
    void theFewestTextsAtOnceCount() {
        assertThat(models.mostTexts("e")).isEqualTo(256);

        models.takesAtOnce("e", 64);
        models.takesAtOnce("e", 100);

        assertThat(models.mostTexts("e")).isEqualTo(64);
    }

    @Test
    void whatIsKnownToBeMissingStaysSo() {
        models.lacks("m", List.of(Capability.MAX_TOKENS, Capability.TEMPERATURE));
        models.lacks("m", List.of());

        assertThat(models.of("m")).doesNotContain(Capability.MAX_TOKENS, Capability.TEMPERATURE);
    }

    private static List<Set<Capability>> rungs(Capability... used) {
        Ladder ladder = new Ladder();
        assertThat(ladder.leftOut()).isEmpty();
        Set<Capability> all = EnumSet.noneOf(Capability.class);
        all.addAll(List.of(used));
        List<Set<Capability>> rungs = new ArrayList<>();
        while (ladder.climb(all)) {
            rungs.add(ladder.leftOut());
        }
        if (!rungs.isEmpty()) {
            assertThat(ladder.leftOut()).as("stays").isEqualTo(rungs.get(rungs.size() - 1));
        }
        return rungs;
    }

    @Test
    void thingsAreLeftOutOneByOneAndAtLastAllOfThem() {
        assertThat(rungs(Capability.JSON_SCHEMA, Capability.TEMPERATURE, Capability.MAX_TOKENS, Capability.WHOLE_REPLY))
                .containsExactly(
                        EnumSet.of(Capability.JSON_SCHEMA),
                        EnumSet.of(Capability.JSON_SCHEMA, Capability.JSON_OBJECT),
                        EnumSet.of(Capability.TEMPERATURE),
                        EnumSet.of(Capability.MAX_TOKENS),
                        EnumSet.of(
                                Capability.JSON_SCHEMA,
                                Capability.JSON_OBJECT,
                                Capability.TEMPERATURE,
                                Capability.MAX_TOKENS));
    }

    @Test
    void whereOneThingWasUsedItAloneIsLeftOut() {
        assertThat(rungs(Capability.JSON_OBJECT)).containsExactly(EnumSet.of(Capability.JSON_OBJECT));
        assertThat(rungs(Capability.THINKING_SWITCH)).containsExactly(EnumSet.of(Capability.THINKING_SWITCH));
        assertThat(rungs(Capability.WHOLE_REPLY)).isEmpty();
    }

    @Test
    void modeAndTemperatureAreLeftOutTogetherAtLast() {
        assertThat(rungs(Capability.JSON_OBJECT, Capability.ZERO_TEMPERATURE))
                .containsExactly(
                        EnumSet.of(Capability.JSON_OBJECT),
                        EnumSet.of(Capability.ZERO_TEMPERATURE),
                        EnumSet.of(Capability.JSON_OBJECT, Capability.ZERO_TEMPERATURE));
    }

    @ParameterizedTest
    @CsvSource({"'', 0", "abcd, 1", "abcde, 2", "ɏ, 1", "ɐɐ, 1", "ɐɐɐ, 2", "灯塔, 2", "灯塔灯塔灯塔, 5", "かな, 1"})
    void countsTokensOfEachScript(String text, long tokens) {
        assertThat(TokenCount.about(text)).isEqualTo(tokens);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n", "{}"})
    void addsNothingWhereNothingIsSet(String setting) {
        assertThat(ExtraBody.of(setting).isEmpty()).isTrue();
    }

    @Test
    void putsMembersOverWhatStoodThere() {
        ExtraBody extra = ExtraBody.of("{\"top_k\": 20, \"temperature\": {\"a\": 1}}");
        ObjectNode request =
                JsonMapper.shared().createObjectNode().put("temperature", 0).put("model", "m");

        extra.addTo(request);
        ((ObjectNode) request.get("temperature")).put("a", 2);
        ObjectNode next = JsonMapper.shared().createObjectNode();
        extra.addTo(next);

        assertThat(extra.isEmpty()).isFalse();
        assertThat(extra.names()).containsExactlyInAnyOrder("top_k", "temperature");
        assertThat(request.toString()).isEqualTo("{\"temperature\":{\"a\":2},\"model\":\"m\",\"top_k\":20}");
        assertThat(next.toString()).isEqualTo("{\"top_k\":20,\"temperature\":{\"a\":1}}");
    }

    @Test
    void isTheSameForTheSameMembers() {
        assertThat(ExtraBody.of("{\"b\": 1, \"a\": [2]}").canonical())
                .isEqualTo(ExtraBody.of(" {\"a\":[2],\"b\":1}").canonical())
                .isNotEqualTo(ExtraBody.of("{\"b\": 2, \"a\": [2]}").canonical());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1]", "top_k=20", "{\"model\": \"x\"}", "{\"stream\": true}", "{\"messages\": []}"})
    void refusesWhatIsNoObjectOrSetsWhatIsOurs(String setting) {
        assertThatThrownBy(() -> ExtraBody.of(setting))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("It must");
    }

    @Test
    void refusesWhatIsTooLong() {
        String longest = "{\"a\":\"" + "x".repeat(10_000 - 8) + "\"}";

        assertThat(ExtraBody.of(longest).isEmpty()).isFalse();
        assertThatThrownBy(() -> ExtraBody.of(longest + " ")).hasMessageContaining("10000");
    }
}
