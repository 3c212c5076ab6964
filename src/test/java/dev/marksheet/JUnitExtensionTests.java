package dev.marksheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.marksheet.client.Call;
import dev.marksheet.client.junit.Marksheet;
import dev.marksheet.client.junit.MarksheetSession;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import tools.jackson.databind.JsonNode;

/** The extension for JUnit 5 against the running service: test classes that run inside these tests, and not alone. */
class JUnitExtensionTests extends RunningService {

    private static final String WITHIN = "marksheet.within";

    /** Leaves the classes below to those that run them on purpose. */
    static final class WithinOnly implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return context.getConfigurationParameter(WITHIN).isPresent()
                    ? ConditionEvaluationResult.enabled("within a test")
                    : ConditionEvaluationResult.disabled("not within a test");
        }
    }

    private static Call answered(String answer) {
        return Call.of("When does it open?", answer, List.of("It opens at nine."))
                .withGroundTruth("At nine.")
                .withMetrics("exact_match");
    }

    @ExtendWith(WithinOnly.class)
    @MarksheetSession(value = "junit-good", unique = true, gate = "exact_match=0.5", labels = "suite=nightly")
    static class Good {

        private final Marksheet outer;

        Good(Marksheet outer) {
            this.outer = outer;
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3, 4})
        void isAsked(int n, Marksheet marksheet) {
            marksheet.score(answered("At nine.").withItem("row " + n));
        }

        @Nested
        @Execution(ExecutionMode.CONCURRENT)
        class Within {

            @RepeatedTest(8)
            void isAsked(Marksheet marksheet) {
                marksheet.score(answered("At nine."));
                assertThat(marksheet.sessionId()).isEqualTo(outer.sessionId());
            }
        }
    }

    @ExtendWith(WithinOnly.class)
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    @MarksheetSession(value = "junit-bad", unique = true, gate = "exact_match=0.5")
    static class Bad {

        private final Marksheet marksheet;

        Bad(Marksheet marksheet) {
            this.marksheet = marksheet;
        }

        @RepeatedTest(12)
        void isAsked() {
            marksheet.score(answered("At ten."));
        }
    }

    @ExtendWith(WithinOnly.class)
    @MarksheetSession(value = "junit-few", gate = "exact_match=0.9")
    static class Few {

        @Test
        void isAsked(Marksheet marksheet) {
            marksheet.score(answered("At nine."));
        }
    }

    @ExtendWith(WithinOnly.class)
    @MarksheetSession(value = "junit-lost", gate = "exact_match=0.5", optional = true)
    static class Optionally extends Few {}

    @ExtendWith(WithinOnly.class)
    @MarksheetSession(value = "junit-idle", gate = "exact_match=0.5")
    static class Idle {

        @Test
        void sendsNothing() {}

        @Test
        @Disabled
        void isAsked(Marksheet marksheet) {
            marksheet.score(answered("At nine."));
        }
    }

    @ExtendWith(WithinOnly.class)
    @MarksheetSession(value = "junit-open", metrics = "exact_match", labels = "suite")
    static class WrongLabel extends Few {}

    private String url;

    @BeforeEach
    void reach() {
        url = client.base();
    }

    private EngineExecutionResults run(Class<?> type) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(type))
                .configurationParameters(Map.of(
                        WITHIN,
                        "true",
                        "marksheet.url",
                        url,
                        "marksheet.labels",
                        "git_sha=abc123",
                        "junit.jupiter.execution.parallel.enabled",
                        "true"))
                .execute();
    }

    /** How the class itself ended. */
    private static TestExecutionResult end(EngineExecutionResults results, Class<?> type) {
        return results.containerEvents().finished().stream()
                .filter(event -> event.getTestDescriptor()
                        .getUniqueId()
                        .getLastSegment()
                        .getValue()
                        .equals(type.getName()))
                .map(event -> event.getPayload(TestExecutionResult.class).orElseThrow())
                .findFirst()
                .orElseThrow();
    }

    private static String message(TestExecutionResult result) {
        return result.getThrowable().map(Throwable::getMessage).orElse("");
    }

    private static String report(EngineExecutionResults results) {
        return results.allEvents().reportingEntryPublished().stream()
                .map(Event::getPayload)
                .flatMap(Optional::stream)
                .map(String::valueOf)
                .findFirst()
                .orElse("");
    }

    @Test
    void passesByOneGateForAllThatTheClassAndItsNestedOnesSent() {
        EngineExecutionResults results = run(Good.class);

        assertThat(end(results, Good.class).getStatus())
                .as(message(end(results, Good.class)))
                .isEqualTo(TestExecutionResult.Status.SUCCESSFUL);
        assertThat(results.testEvents().succeeded().count()).isEqualTo(12);
        assertThat(report(results)).contains(url + "/runs/session-junit-good-");
        String run = report(results).replaceAll("(?s).*/runs/([^'\\]\\s]+).*", "$1");
        JsonNode session = client.read("/api/runs/" + run + "?jobs=none");
        assertThat(session.get("call_count").intValue()).isEqualTo(12);
        assertThat(session.get("expect").intValue()).isEqualTo(12);
        assertThat(session.get("labels").get("git_sha").stringValue()).isEqualTo("abc123");
        assertThat(session.get("labels").get("suite").stringValue()).isEqualTo("nightly");
        assertThat(session.get("gate").get("verdict").stringValue()).isEqualTo("PASS");
        assertThat(client.get("/api/runs/" + run + "/scores.csv?columns=all").body())
                .contains("Good.isAsked [1]", "Within.isAsked repetition 8 of 8");
    }

    @Test
    void failsTheClassWithTheGatesWordsAndTheReport() {
        EngineExecutionResults results = run(Bad.class);

        assertThat(results.testEvents().succeeded().count()).isEqualTo(12);
        assertThat(end(results, Bad.class).getStatus()).isEqualTo(TestExecutionResult.Status.FAILED);
        assertThat(message(end(results, Bad.class)))
                .contains("says FAIL:\nFAIL  exact_match", "\nReport: " + url + "/runs/session-junit-bad-");
    }

    @Test
    void abortsTheClassWhenNothingIsProved() {
        EngineExecutionResults results = run(Few.class);

        assertThat(end(results, Few.class).getStatus()).isEqualTo(TestExecutionResult.Status.ABORTED);
        assertThat(message(end(results, Few.class)))
                .contains("says UNDECIDED:", "\nReport: " + url + "/runs/session-junit-few");
    }

    @Test
    void abortsTheClassWhenNoCallWasSent() {
        EngineExecutionResults results = run(Idle.class);

        assertThat(end(results, Idle.class).getStatus()).isEqualTo(TestExecutionResult.Status.ABORTED);
        assertThat(message(end(results, Idle.class))).isEqualTo("No call was sent to the session junit-idle");
    }

    @Test
    void failsWhereTheAnnotationIsWrong() {
        assertThat(message(end(run(WrongLabel.class), WrongLabel.class))).contains("\"suite\" is no label");
    }

    @Test
    void abortsWithoutAServiceWhereThatIsAllowedAndFailsElsewhere() {
        url = "http://127.0.0.1:1";

        EngineExecutionResults allowed = run(Optionally.class);

        assertThat(end(allowed, Optionally.class).getStatus()).isEqualTo(TestExecutionResult.Status.ABORTED);
        assertThat(message(end(allowed, Optionally.class))).contains("No answer from http://127.0.0.1:1");
        url = "here";
        EngineExecutionResults elsewhere = run(Few.class);
        assertThat(end(elsewhere, Few.class).getStatus()).isEqualTo(TestExecutionResult.Status.FAILED);
        assertThat(message(end(elsewhere, Few.class))).contains("the address must look like http://127.0.0.1:8080");
        assertThat(elsewhere.testEvents().started().count()).isZero();
    }
}
