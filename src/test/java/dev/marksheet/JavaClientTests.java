package dev.marksheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.marksheet.client.AcceptedCall;
import dev.marksheet.client.Call;
import dev.marksheet.client.GateAnswer;
import dev.marksheet.client.GateQuestion;
import dev.marksheet.client.GateVerdict;
import dev.marksheet.client.MarksheetClient;
import dev.marksheet.client.MarksheetException;
import dev.marksheet.client.SessionSettings;
import dev.marksheet.client.SessionSummary;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The client for Java programs against the running service. */
class JavaClientTests extends RunningService {

    private static final String SESSION = "java/客户端 a+b?";

    private MarksheetClient java;

    @BeforeEach
    void reach() {
        java = MarksheetClient.of(client.base());
    }

    private static Call right(int n) {
        return Call.of("When does room " + n + " open?", "At nine.", List.of("Room " + n + " opens \"at nine\"."))
                .withGroundTruth("At nine.")
                .withMetrics("exact_match");
    }

    @Test
    void sendsAllOfACallOnce() {
        Call call = right(1).withItem("row 1")
                .withMetadata("team", "图书馆")
                .withJudgeModel("local")
                .withEmbeddingModel("local")
                .withLanguage("en");

        AcceptedCall first = java.score(SESSION, call, "java-1");
        AcceptedCall again = java.score(SESSION, call, "java-1");

        assertThat(first.warnings()).isEmpty();
        assertThat(first.replayed()).isFalse();
        assertThat(again.replayed()).isTrue();
        assertThat(again.jobId()).isEqualTo(first.jobId());
        JsonNode job = client.read("/api/score/session/jobs/" + first.jobId());
        assertThat(job.get("item").stringValue()).isEqualTo("row 1");
        assertThat(job.get("metadata").get("team").stringValue()).isEqualTo("图书馆");
        assertThat(client.get("/runs/" + first.runId()).statusCode()).isEqualTo(200);
        assertThat(first.reportUrl()).isEqualTo(client.base() + "/runs/" + first.runId());
    }

    @Test
    void setsAndReadsASession() {
        java.settings(
                "java-settings",
                SessionSettings.UNCHANGED
                        .withName("Nightly")
                        .withLabels(Map.of("git_sha", "abc"))
                        .withExpect(2L)
                        .withGate(GateQuestion.of("exact_match=0.5").withAlpha(0.1)));

        SessionSummary session = java.session("java-settings").orElseThrow();

        assertThat(session.labels()).containsEntry("git_sha", "abc");
        assertThat(session.gated()).isTrue();
        assertThat(session.calls()).isZero();
        assertThat(java.session("java-none")).isEmpty();
    }

    @Test
    void waitsForTheVerdictAndNoLongerThanForTheLastCall() {
        for (int n = 0; n < 12; n++) {
            java.score("java-gate", right(n));
        }
        GateQuestion all = GateQuestion.of("exact_match=0.5").withExpect(12L).withPatience(Duration.ofMinutes(2));

        GateAnswer pass = java.gate("java-gate", all);
        GateAnswer undecided = java.gate(
                "java-gate", GateQuestion.of("exact_match=0.99").whenComplete().withPatience(Duration.ofHours(1)));

        assertThat(pass.verdict()).isEqualTo(GateVerdict.PASS);
        assertThat(pass.text()).startsWith("PASS  exact_match");
        assertThat(undecided.verdict()).isEqualTo(GateVerdict.UNDECIDED);
        java.score("java-wrong", right(1).withGroundTruth("At ten."));
        assertThat(java.gate(
                                "java-wrong",
                                GateQuestion.of("exact_match=0.5")
                                        .withRule("mean")
                                        .withExpect(1L)
                                        .withPatience(Duration.ofMinutes(2)))
                        .verdict())
                .isEqualTo(GateVerdict.FAIL);
    }

    @Test
    void saysWhatTheServiceRefuses() {
        java.score("java-refused", right(1));
        MarksheetException call = catchThrowableOfType(
                MarksheetException.class,
                () -> java.score("java-refused", Call.of(" ", "x").withMetrics("faithfulnes")));
        MarksheetException gate = catchThrowableOfType(
                MarksheetException.class, () -> java.gate("java-refused", GateQuestion.of("exact_match=1")));

        assertThat(call.status()).isEqualTo(422);
        assertThat(call.errors())
                .extracting(MarksheetException.FieldError::field)
                .contains("question", "metrics[0]");
        assertThat(call).hasMessageContaining("faithfulness");
        assertThat(gate.status()).isEqualTo(422);
        assertThat(gate).hasMessageContaining("not at an end");
    }
}
