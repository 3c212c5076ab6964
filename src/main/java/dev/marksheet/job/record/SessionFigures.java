package dev.marksheet.job.record;

import dev.marksheet.advice.Signals;
import dev.marksheet.session.CallResult;
import dev.marksheet.session.Counts;
import dev.marksheet.session.JobStatus;
import dev.marksheet.session.Judging;
import dev.marksheet.session.Row;
import dev.marksheet.session.Score;
import dev.marksheet.session.SessionReport;
import dev.marksheet.session.Usage;
import dev.marksheet.session.text.Language;
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

    /**
     * The rows with their numbers: completed ones follow the session's last row, failed ones have 0; one that was scored
     * again keeps the number that it had.
     */
    static List<Row> numbered(SessionReport before, List<Row> finished) {
        List<Row> numbered = new ArrayList<>();
        int last = before.csv().rows();
        for (Row row : finished) {
            boolean isNew = row.result().status() == JobStatus.COMPLETED && !row.replaces();
            numbered.add(isNew ? row.numbered(++last) : row.numbered(row.replaces() ? oldNumber(row) : 0));
        }
        return numbered;
    }

    private static int oldNumber(Row row) {
        return row.earlier() == null ? 0 : row.earlier().number();
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
        int completed = completed(rows).size();
        int replaced = (int) rows.stream().filter(Row::replaces).count();
        return new SessionReport(
                before.session(),
                before.run(),
                before.createdAt(),
                before.version(),
                ended(before.counts(), completed, rows.size() - completed),
                before.chineseCalls()
                        + rows.stream().filter(SessionFigures::isChinese).count(),
                latest(before, rows),
                new SessionReport.Csv(
                        before.csv().rows() + completed - replaced,
                        before.csv().length(),
                        before.csv().checksum()),
                models(before.models(), rows),
                new SessionReport.Figures(
                        metrics(before, rows, described), signals(before, rows), judging(before, rows)),
                before.prose(),
                before.settings(),
                before.spent() + cost(rows),
                before.forgotten());
    }

    private static Counts ended(Counts before, long completed, long failed) {
        return before.moved(JobStatus.RUNNING, JobStatus.COMPLETED, completed)
                .moved(JobStatus.RUNNING, JobStatus.FAILED, failed);
    }

    private static double cost(List<Row> rows) {
        return rows.stream().mapToDouble(Row::newCost).sum();
    }

    private static SessionReport.Models models(SessionReport.Models before, List<Row> rows) {
        return new SessionReport.Models(
                SessionReport.with(
                        before.judges(),
                        rows.stream().map(row -> row.request().judgeModel()).toList()),
                SessionReport.with(
                        before.embeddings(),
                        rows.stream().map(row -> row.request().embeddingModel()).toList()));
    }

    private static Map<String, MetricStat> metrics(
            SessionReport before, List<Row> rows, Map<String, MetricRange> described) {
        Map<String, MetricStat> metrics = new LinkedHashMap<>(before.metrics());
        for (Row row : rows) {
            Map<String, Score> old =
                    row.earlier() == null ? Map.of() : row.earlier().result().scores();
            row.result().scores().forEach((metric, score) -> {
                Score counted = old.get(metric);
                if (counted == null || counted instanceof Score.Failed) {
                    MetricStat stat = stat(metrics.get(metric), described.get(metric));
                    metrics.put(metric, score.countedIn(counted == null ? stat : stat.minusFailed()));
                }
            });
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
            Map<String, Boolean> old =
                    row.earlier() == null ? Map.of() : Signals.of(row.earlier().result());
            Map<String, Boolean> now = Signals.of(row.result());
            old.forEach((signal, hit) -> {
                if (!hit.equals(now.get(signal)) || oldNumber(row) != row.number()) {
                    signals.computeIfPresent(signal, (name, stat) -> stat.minus(hit, oldNumber(row)));
                }
            });
            now.forEach((signal, hit) -> {
                if (!hit.equals(old.get(signal)) || oldNumber(row) != row.number()) {
                    signals.put(
                            signal,
                            signals.getOrDefault(signal, SignalStat.EMPTY).plus(hit, row.number()));
                }
            });
        }
        return signals;
    }

    private static Judging judging(SessionReport before, List<Row> rows) {
        Judging judging = before.judging();
        for (Row row : rows) {
            judging = judging.plus(row.earlier() == null ? row.result() : gained(row.result(), row.earlier()));
        }
        return judging;
    }

    /** What the new result has beyond the one that was counted before. */
    private static CallResult gained(CallResult result, Row.Earlier earlier) {
        Map<String, Score> scores = new LinkedHashMap<>(result.scores());
        scores.keySet().retainAll(earlier.result().failed());
        Map<String, Usage> usage = new LinkedHashMap<>();
        result.usage()
                .forEach((metric, sum) ->
                        usage.put(metric, sum.minus(earlier.result().usage().getOrDefault(metric, Usage.NONE))));
        return new CallResult(scores, usage, 0, null, result.fingerprint(), List.of());
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
