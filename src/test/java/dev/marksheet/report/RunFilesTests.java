package dev.marksheet.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marksheet.session.CallResult;
import dev.marksheet.session.Evidence;
import dev.marksheet.session.JobId;
import dev.marksheet.session.Judging;
import dev.marksheet.session.MetricStat;
import dev.marksheet.session.Row;
import dev.marksheet.session.RunId;
import dev.marksheet.session.Sample;
import dev.marksheet.session.Score;
import dev.marksheet.session.ScoreRequest;
import dev.marksheet.session.SessionId;
import dev.marksheet.session.SessionReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFilesTests {

    private static final SessionId SESSION = new SessionId("files");
    private static final List<String> ONE_METRIC = List.of("faithfulness");
    private static final List<String> TWO_METRICS = List.of("faithfulness", "exact_match");

    @TempDir
    Path folder;

    private RunFiles files;

    /** What the database holds. */
    private final List<Row> committed = new ArrayList<>();

    private long committedLength;
    private List<String> committedMetrics = List.of();

    @BeforeEach
    void openFolder() {
        files = new RunFolder(folder.resolve("session-files"));
    }

    @Test
    void appendsRowsBehindTheHeader() {
        commit(ONE_METRIC, row(1), row(2));
        commit(ONE_METRIC, row(3));

        assertThat(text()).startsWith("sample_id,question,").endsWith("\r\n");
        assertThat(sampleIds()).containsExactly("session-score-1", "session-score-2", "session-score-3");
    }

    @Test
    void doesNotTouchCommittedBytesWhenAppending() {
        commit(ONE_METRIC, row(1));
        String before = text();

        commit(ONE_METRIC, row(2));

        assertThat(text()).startsWith(before);
    }

    @Test
    void cutsOffRowsThatWereWrittenButNotCommitted() {
        commit(ONE_METRIC, row(1));
        append(ONE_METRIC, row(2), row(3));

        commit(ONE_METRIC, row(2));

        assertThat(sampleIds()).containsExactly("session-score-1", "session-score-2");
    }

    @Test
    void cutsOffHalfLines() throws IOException {
        commit(ONE_METRIC, row(1));
        Files.writeString(scores(), "session-score-2,\"ha", StandardOpenOption.APPEND);

        assertThat(download()).isEqualTo(text()).doesNotContain("session-score-2");
        commit(ONE_METRIC, row(2));
        assertThat(sampleIds()).containsExactly("session-score-1", "session-score-2");
    }

    @Test
    void rebuildsAMissingOrShortFileFromTheDatabase() throws IOException {
        commit(ONE_METRIC, row(1), row(2));
        String whole = text();

        Files.delete(scores());
        assertThat(download()).isEqualTo(whole);
        Files.writeString(scores(), whole.substring(0, 7));
        commit(ONE_METRIC, row(3));
        assertThat(text()).startsWith(whole);
        assertThat(sampleIds()).hasSize(3);
    }

    @Test
    void givesTheSameBytesWhereNoFolderIsKeptOrItIsShared() throws IOException {
        commit(ONE_METRIC, row(1), row(2));
        commit(TWO_METRICS, row(3));
        String whole = text();

        for (RunFiles others :
                List.of(new NoRunFolder(), new SharedRunFolder(new RunFolder(folder.resolve("session-files"))))) {
            files = others;
            assertThat(download()).isEqualTo(whole);
        }
        append(TWO_METRICS, row(4));
        assertThat(download()).as("what is not committed is not shown").isEqualTo(whole);
    }

    @Test
    void addsAColumnAndLeavesEarlierRowsEmptyThere() {
        commit(ONE_METRIC, row(1));

        commit(TWO_METRICS, row(2));

        assertThat(text().lines().findFirst().orElseThrow()).endsWith(",faithfulness,exact_match");
        assertThat(text().lines().skip(1)).first().asString().endsWith(",0.5,");
        assertThat(sampleIds()).containsExactly("session-score-1", "session-score-2");
    }

    @Test
    void forgetsANewColumnThatACrashKeptFromBeingCommitted() throws IOException {
        commit(ONE_METRIC, row(1), row(2));
        String before = text();
        append(TWO_METRICS, row(3));

        assertThat(download()).isEqualTo(before);
        append(TWO_METRICS, row(3));
        commit(ONE_METRIC, row(3));

        assertThat(text()).startsWith(before).doesNotContain("exact_match");
        assertThat(sampleIds()).containsExactly("session-score-1", "session-score-2", "session-score-3");
    }

    @Test
    void keepsTheOldFileWhenTheDatabaseCanNotGiveItsRows() {
        commit(ONE_METRIC, row(1));
        String before = text();
        SessionReport report = report();
        committed.clear();

        assertThatThrownBy(() -> files.append(report, TWO_METRICS, List.of(row(2)), this::rowsAfter))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("row 1 of 1 is missing");
        assertThat(text()).isEqualTo(before);
    }

    @Test
    void replacesSmallFilesAsAWholeAndLeavesNoTemporaryOnes() throws IOException {
        files.write(RunFiles.SUMMARY, "a longer first text");
        files.write(RunFiles.SUMMARY, "短");

        assertThat(Files.readString(folder.resolve("session-files").resolve(RunFiles.SUMMARY)))
                .isEqualTo("短");
        try (var left = Files.list(folder.resolve("session-files"))) {
            assertThat(left).hasSize(1);
        }
    }

    private long append(List<String> metrics, Row... rows) {
        return files.append(report(), metrics, List.of(rows), this::rowsAfter);
    }

    private void commit(List<String> metrics, Row... rows) {
        committedLength = append(metrics, rows);
        committed.addAll(List.of(rows));
        committedMetrics = metrics;
    }

    private List<Row> rowsAfter(int number) {
        return committed.stream().filter(row -> row.number() > number).limit(2).toList();
    }

    private SessionReport report() {
        Map<String, MetricStat> metrics = new LinkedHashMap<>();
        committedMetrics.forEach(metric -> metrics.put(metric, MetricStat.EMPTY));
        return new SessionReport(
                SESSION,
                RunId.of(SESSION),
                Instant.EPOCH,
                new SessionReport.Counts(0, 0, committed.size(), 0),
                committed.size(),
                0,
                committedLength,
                null,
                1,
                metrics,
                Map.of(),
                Set.of("local"),
                Set.of("local"),
                null,
                Judging.NONE);
    }

    private static Row row(int number) {
        ScoreRequest request = new ScoreRequest(
                SESSION,
                Sample.of("Question " + number, "An \"answer\"", List.of("one", "two"), null),
                ONE_METRIC,
                Map.of(),
                "local",
                "local");
        CallResult result =
                new CallResult(Map.of("faithfulness", new Score.Scored(0.5, Evidence.NONE)), Map.of(), 1, 0.5);
        return new Row(number, new JobId("%012x".formatted(number)), RunId.of(SESSION), request, result, Instant.EPOCH);
    }

    private Path scores() {
        return folder.resolve("session-files").resolve(RunFiles.SCORES);
    }

    private String text() {
        try {
            return Files.readString(scores());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> sampleIds() {
        return text().lines().skip(1).map(line -> line.split(",", 2)[0]).toList();
    }

    private String download() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ScoresFile scores = files.openScores(report(), this::rowsAfter)) {
            scores.transferTo(out);
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
