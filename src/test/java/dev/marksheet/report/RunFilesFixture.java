package dev.marksheet.report;

import static dev.marksheet.session.CallCounts.counts;

import dev.marksheet.session.CallResult;
import dev.marksheet.session.JobId;
import dev.marksheet.session.Judging;
import dev.marksheet.session.Row;
import dev.marksheet.session.RunId;
import dev.marksheet.session.Sample;
import dev.marksheet.session.Score;
import dev.marksheet.session.ScoreRequest;
import dev.marksheet.session.SessionId;
import dev.marksheet.session.SessionReport;
import dev.marksheet.session.evidence.Evidence;
import dev.marksheet.statistics.MetricStat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A run's folder, and rows that are committed to it. */
abstract class RunFilesFixture {

    static final SessionId SESSION = new SessionId("files");
    static final List<String> ONE_METRIC = List.of("faithfulness");
    static final List<String> TWO_METRICS = List.of("faithfulness", "exact_match");

    @TempDir
    Path folder;

    RunFiles files;

    /** What the database holds. */
    final List<Row> committed = new ArrayList<>();

    RunFiles.End committedEnd = RunFiles.End.OF_NOTHING;
    List<String> committedMetrics = List.of();
    Instant createdAt = Instant.EPOCH;

    @BeforeEach
    void openFolder() {
        files = new RunFolder(folder.resolve("session-files"), new KnownScores());
    }

    RunFiles.End append(List<String> metrics, Row... rows) {
        return files.append(report(), metrics, List.of(rows), this::rowsAfter);
    }

    void commit(List<String> metrics, Row... rows) {
        committedEnd = append(metrics, rows);
        committed.addAll(List.of(rows));
        committedMetrics = metrics;
    }

    List<Row> rowsAfter(int number) {
        return committed.stream().filter(row -> row.number() > number).limit(2).toList();
    }

    SessionReport report() {
        Map<String, MetricStat> metrics = new LinkedHashMap<>();
        committedMetrics.forEach(metric -> metrics.put(metric, MetricStat.EMPTY));
        return new SessionReport(
                SESSION,
                RunId.of(SESSION),
                createdAt,
                1,
                counts(0, 0, committed.size(), 0),
                0,
                null,
                new SessionReport.Csv(committed.size(), committedEnd.length(), committedEnd.sum()),
                new SessionReport.Models(Set.of("local"), Set.of("local")),
                new SessionReport.Figures(metrics, Map.of(), Judging.NONE),
                null);
    }

    static Row row(int number) {
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

    Path scores() {
        return folder.resolve("session-files").resolve(RunFiles.SCORES);
    }

    String text() {
        try {
            return Files.readString(scores());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> sampleIds() {
        return text().lines().skip(1).map(line -> line.split(",", 2)[0]).toList();
    }

    String download() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ScoresFile scores = files.openScores(report(), this::rowsAfter)) {
            scores.transferTo(out);
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
