package dev.marksheet.job;

import dev.marksheet.advice.Signals;
import dev.marksheet.session.JobStatus;
import dev.marksheet.session.Judging;
import dev.marksheet.session.Language;
import dev.marksheet.session.Row;
import dev.marksheet.session.SessionReport;
import dev.marksheet.statistics.MetricRange;
import dev.marksheet.statistics.MetricStat;
import dev.marksheet.statistics.SignalStat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts finished calls into a session's figures. */
final class SessionFigures {

    private SessionFigures() {}

    /** The rows with their numbers: completed ones follow the session's last row, failed ones have 0. */
    static List<Row> numbered(SessionReport before, List<Row> finished) {
        List<Row> numbered = new ArrayList<>();
        int last = before.rowCount();
        for (Row row : finished) {
            boolean hasRow = row.result().status() == JobStatus.COMPLETED;
            numbered.add(row.numbered(hasRow ? ++last : 0));
        }
        return numbered;
    }

    /** Those that have a row in {@code scores.csv}. */
    static List<Row> completed(List<Row> rows) {
        return rows.stream().filter(row -> row.number() > 0).toList();
    }

    /**
     * The session's figures with these rows counted; the length of its CSV is left as it was.
     *
     * @param described the ranges of the metrics as they are described now
     */
    static SessionReport plus(SessionReport before, List<Row> rows, Map<String, MetricRange> described) {
        long completed = completed(rows).size();
        return new SessionReport(
                before.session(),
                before.run(),
                before.createdAt(),
                counts(before.counts(), completed, rows.size() - completed),
                before.rowCount() + (int) completed,
                before.chineseCalls()
                        + rows.stream().filter(SessionFigures::isChinese).count(),
                before.csvLength(),
                latest(before, rows),
                before.version(),
                metrics(before, rows, described),
                signals(before, rows),
                SessionReport.with(
                        before.judgeModels(),
                        rows.stream().map(row -> row.request().judgeModel()).toList()),
                SessionReport.with(
                        before.embeddingModels(),
                        rows.stream().map(row -> row.request().embeddingModel()).toList()),
                before.prose(),
                judging(before, rows),
                before.csvChecksum());
    }

    private static SessionReport.Counts counts(SessionReport.Counts before, long completed, long failed) {
        return new SessionReport.Counts(
                before.queued(),
                Math.max(0, before.running() - completed - failed),
                before.completed() + completed,
                before.failed() + failed);
    }

    private static Map<String, MetricStat> metrics(
            SessionReport before, List<Row> rows, Map<String, MetricRange> described) {
        Map<String, MetricStat> metrics = new LinkedHashMap<>(before.metrics());
        for (Row row : rows) {
            row.result()
                    .scores()
                    .forEach((metric, score) ->
                            metrics.put(metric, score.countedIn(stat(metrics.get(metric), described.get(metric)))));
        }
        return metrics;
    }

    /** @param described null for a metric that is described no more */
    private static MetricStat stat(@Nullable MetricStat before, @Nullable MetricRange described) {
        if (before == null) {
            return described == null ? MetricStat.EMPTY : MetricStat.in(described);
        }
        return described == null ? before : before.described(described);
    }

    private static Map<String, SignalStat> signals(SessionReport before, List<Row> rows) {
        Map<String, SignalStat> signals = new LinkedHashMap<>(before.signals());
        for (Row row : rows) {
            Signals.of(row.result())
                    .forEach((signal, hit) -> signals.put(
                            signal,
                            signals.getOrDefault(signal, SignalStat.EMPTY).plus(hit, row.number())));
        }
        return signals;
    }

    private static Judging judging(SessionReport before, List<Row> rows) {
        Judging judging = before.judging();
        for (Row row : rows) {
            judging = judging.plus(row.result());
        }
        return judging;
    }

    private static boolean isChinese(Row row) {
        return row.request().language() == Language.ZH;
    }

    private static Instant latest(SessionReport before, List<Row> rows) {
        Instant latest = before.latestFinishedAt() == null ? Instant.EPOCH : before.latestFinishedAt();
        for (Row row : rows) {
            latest = row.finishedAt().isAfter(latest) ? row.finishedAt() : latest;
        }
        return latest;
    }
}
