package dev.marksheet.report.old;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marksheet.session.CallResult;
import dev.marksheet.session.JobStatus;
import dev.marksheet.session.Score;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder of the Python program, written by its format. */
class OldOutputsTests {

    private static final Path FOLDER = Path.of("src", "test", "resources", "old-outputs");

    private final List<OldOutputs.Call> calls = new ArrayList<>();
    private int open;

    @BeforeEach
    void read() {
        open = new OldOutputs(FOLDER.toString()).read(calls::add);
    }

    @Test
    void givesTheCallsOfAllSessionsThatEnded() {
        assertThat(calls)
                .extracting(
                        call -> call.row().request().session().value(),
                        call -> call.row().job().value())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("nightly", "0123456789ab"),
                        org.assertj.core.groups.Tuple.tuple("nightly", "0123456789ac"),
                        org.assertj.core.groups.Tuple.tuple("nightly", "0123456789ad"),
                        org.assertj.core.groups.Tuple.tuple("中文", "0123456789ae"),
                        org.assertj.core.groups.Tuple.tuple("nightly", "0123456789af"));
        assertThat(open).isEqualTo(1);
    }

    @Test
    void keepsTextsAsTheyAre() {
        assertThat(calls.get(0).row().request().sample())
                .returns("When did it open, exactly?", sample -> sample.question())
                .returns("In \"1894\",\nin May.", sample -> sample.answer())
                .returns(List.of("It opened in 1894.", "It spans, the river."), sample -> sample.contexts());
        assertThat(calls.get(1).row().request().sample())
                .returns("007", sample -> sample.answer())
                .returns("NA", sample -> sample.groundTruth());
        assertThat(calls.get(2).row().request().sample()).returns("\\n", sample -> sample.answer());
    }

    @Test
    void tellsScoredSkippedAndFailedApart() {
        assertThat(score(0, "faithfulness")).isInstanceOf(Score.Scored.class);
        assertThat(result(0).value("answer_relevancy")).hasValue(0.91);
        assertThat(score(1, "faithfulness"))
                .isInstanceOfSatisfying(
                        Score.Failed.class,
                        failed -> assertThat(failed.reason()).isEqualTo("the judge gave no JSON"));
        assertThat(score(2, "faithfulness")).isInstanceOf(Score.Skipped.class);
        assertThat(result(3).scores()).containsOnlyKeys("faithfulness");
        assertThat(result(4).status()).isEqualTo(JobStatus.FAILED);
        assertThat(result(4).error()).contains("the judge refused the key");
    }

    @Test
    void keepsTimesInUtc() {
        assertThat(calls.get(0).createdAt()).isEqualTo(Instant.parse("2026-03-01T08:01:00.123456Z"));
        assertThat(calls.get(0).startedAt()).isEqualTo(Instant.parse("2026-03-01T08:01:01Z"));
        assertThat(calls.get(0).row().finishedAt()).isEqualTo(Instant.parse("2026-03-01T08:01:03.500Z"));
        assertThat(result(0).latencyMs()).isEqualTo(2500);
    }

    @Test
    void refusesOtherFolders(@TempDir Path empty) {
        assertThatThrownBy(() -> new OldOutputs(empty.toString()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("score-session");
    }

    private CallResult result(int call) {
        return calls.get(call).row().result();
    }

    private Score score(int call, String metric) {
        Score score = result(call).scores().get(metric);
        assertThat(score).isNotNull();
        return score;
    }
}
