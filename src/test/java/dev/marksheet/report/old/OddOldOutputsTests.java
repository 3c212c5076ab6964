package dev.marksheet.report.old;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.marksheet.session.Score;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders of the Python program that somebody has had a hand in. */
class OddOldOutputsTests {

    private static final String HEAD = "sample_id,question,answer,contexts,ground_truth,error,job_id,faithfulness\n";

    @TempDir
    Path folder;

    private final List<OldOutputs.Call> calls = new ArrayList<>();

    private int read() {
        calls.clear();
        return new OldOutputs(folder.toString()).read(calls::add);
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(folder.resolve(file).getParent());
        Files.writeString(folder.resolve(file), text);
    }

    @Test
    void readsRunsInTheirOrderAndLeavesOutWhatIsNone() throws IOException {
        write("score-session/session-b/scores.csv", HEAD + "1,Why b?,,,,,,1\n");
        write("score-session/session-a/scores.csv", HEAD + "1,Why a?,,,,,,1\n");
        write("score-session/notes.txt", "a file");
        Files.createDirectories(folder.resolve("score-session/session-empty"));

        assertThat(read()).isZero();

        assertThat(calls)
                .extracting(call -> call.row().request().session().value())
                .containsExactly("a", "b");
    }

    @Test
    void findsTheSessionOfARunWhereverItsFileLies() throws IOException {
        write("score-session/session-a/scores.csv", HEAD + "1,Why?,,,,,,1\n");
        write("score-session/session-b/scores.csv", HEAD + "1,Why?,,,,,,1\n");
        write("score-session/c/scores.csv", HEAD + "1,Why?,,,,,,1\n");
        write("_sessions/1.json", """
                {"run_id": "session-a", "session_id": "a/1"}""");
        write("score-session-jobs/_sessions/2.json", """
                {"run_id": "session-b", "session_id": "b/2"}""");

        read();

        assertThat(calls)
                .extracting(call -> call.row().request().session().value())
                .containsExactly("c", "a/1", "b/2");
    }

    @Test
    void readsTimesAndLatenciesInAnyWritingAndDoesWithoutThem() throws IOException {
        String rows = "1,a?,,,,,00000000000a,1\n2,b?,,,,,00000000000b,1\n3,c?,,,,,00000000000c,1\n";
        write("score-session/session-s/scores.csv", HEAD + rows);
        write("score-session/session-s/metadata.json", """
                {"created_at": "2026-01-01 00:00:00"}""");
        write("score-session-jobs/00000000000a.json", """
                {"created_at": 1767225600.5, "started_at": "2026-01-01T00:00:01", "finished_at": "2026-01-01T02:00:02+02:00",
                 "latency_ms": 12.6}""");
        write("score-session-jobs/00000000000b.json", """
                {"started_at": "2026-01-01T00:00:01", "finished_at": "2026-01-01T00:00:03", "latency_ms": "fast"}""");
        write("score-session-jobs/00000000000c.json", "not JSON");

        read();

        Instant midnight = Instant.parse("2026-01-01T00:00:00Z");
        assertThat(calls.get(0).createdAt()).isEqualTo(midnight.plusMillis(500));
        assertThat(calls.get(0).row().finishedAt()).isEqualTo(midnight.plusSeconds(2));
        assertThat(calls.get(0).row().result().latencyMs()).isEqualTo(13);
        assertThat(calls.get(1).createdAt()).isEqualTo(midnight);
        assertThat(calls.get(1).row().result().latencyMs()).isEqualTo(2000);
        assertThat(calls.get(2).row().finishedAt()).isEqualTo(midnight);
        assertThat(calls.get(2).row().result().latencyMs()).isZero();
    }

    @Test
    void takesFailedCallsOverWithTheMetricsThatWereAsked() throws IOException {
        write("score-session-jobs/1.json", """
                {"job_id": "1", "status": "failed", "session_id": "s", "error": "no answer",
                 "request_summary": {"question": "Why?", "metrics": ["a", "b", "a", 7]}}""");
        write("score-session-jobs/2.json", """
                {"job_id": "2", "status": "failed"}""");
        write("score-session-jobs/3.json", """
                {"job_id": "3", "status": "running"}""");
        write("score-session-jobs/4.json", """
                {"status": "failed"}""");

        assertThat(read()).as("not ended").isEqualTo(1);

        Score noAnswer = new Score.Failed("no answer");
        assertThat(calls)
                .extracting(call -> call.row().result().scores())
                .containsExactlyInAnyOrder(
                        Map.of("a", noAnswer, "b", noAnswer),
                        Map.of("faithfulness", new Score.Failed("failed before it was imported")));
    }

    @Test
    void tellsWhyAMetricHasNoScore() throws IOException {
        write(
                "score-session/session-s/scores.csv",
                HEAD.replace("\n", ",other\n") + "1,a?,,,,faithfulness: no JSON,,,\n"
                        + "2,b?,,,,faithfulness: no JSON; other: too late,,NaN,\n" + "3,c?,,,,,,,1\n");

        read();

        assertThat(calls)
                .extracting(call -> call.row().result().error())
                .containsExactly(
                        "faithfulness: no JSON",
                        "faithfulness: faithfulness: no JSON; other: too late; other: faithfulness: no JSON; other: too"
                                + " late",
                        null);
        assertThat(calls.get(2).row().result().scores()).containsOnlyKeys("other");
    }

    @Test
    void refusesAFolderOfThisProgram() throws IOException {
        Files.createDirectories(folder.resolve("score-session"));
        write("marksheet.db", "");

        assertThatIllegalStateException()
                .isThrownBy(() -> new OldOutputs(folder.toString()))
                .withMessageContaining("of this program");
    }
}
