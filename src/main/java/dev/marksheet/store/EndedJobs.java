package dev.marksheet.store;

import dev.marksheet.session.JobStatus;
import dev.marksheet.session.Row;
import dev.marksheet.session.Score;
import dev.marksheet.session.SessionReport;
import dev.marksheet.session.Usage;
import dev.marksheet.statistics.MetricStat;
import dev.marksheet.statistics.SignalStat;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/** Writes jobs that end together, their scores and the session's statistics: one statement per table, many rows each. */
final class EndedJobs {

    private static final String END = """
            update job set status = :status, finished_at = :now, sample_number = :number
            where job_id = :id and status = 'running'
            """;

    private static final String SCORE = """
            insert into score (run_id, metric, seq, sample_number, outcome, value)
            select :run, :metric, seq, :number, :outcome, :value from job where job_id = :id
            on conflict (run_id, metric, seq) do update set sample_number = excluded.sample_number,
                outcome = excluded.outcome, value = excluded.value
            """;

    private static final String METRIC = """
            insert into metric_stat
                (run_id, metric, position, scored, failed, skipped, mean, squares, min, max, histogram, trend,
                 lowest, highest, higher_is_better, usage, fingerprints)
            values (:run, :metric, :position, :scored, :failed, :skipped, :mean, :squares, :min, :max,
                    :histogram, :trend, :lowest, :highest, :higher, :usage, :fingerprints)
            on conflict (run_id, metric) do update set scored = excluded.scored,
                failed = excluded.failed, skipped = excluded.skipped, mean = excluded.mean,
                squares = excluded.squares, min = excluded.min, max = excluded.max,
                histogram = excluded.histogram, trend = excluded.trend,
                lowest = excluded.lowest, highest = excluded.highest,
                higher_is_better = excluded.higher_is_better, usage = excluded.usage, fingerprints = excluded.fingerprints
            """;

    private static final String SIGNAL = """
            insert into signal_stat (run_id, signal, eligible, hits, examples)
            values (:run, :signal, :eligible, :hits, :examples)
            on conflict (run_id, signal) do update set eligible = excluded.eligible,
                hits = excluded.hits, examples = excluded.examples
            """;

    private final NamedParameterJdbcOperations jdbc;

    EndedJobs(NamedParameterJdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** @throws IllegalStateException if one of the jobs is not running */
    void write(List<Row> recorded, SessionReport after) {
        List<SqlParameterSource> ends = new ArrayList<>();
        List<SqlParameterSource> scores = new ArrayList<>();
        for (Row row : recorded) {
            ends.add(end(row));
            row.result().scores().forEach((metric, score) -> scores.add(score(row, metric, score)));
        }
        requireRunning(recorded, write(END, ends));
        write(SCORE, scores);
        write(METRIC, metrics(after));
        write(SIGNAL, signals(after));
        DatasetUse.ended(jdbc, recorded);
    }

    private int[] write(String sql, List<SqlParameterSource> rows) {
        return rows.isEmpty() ? new int[0] : jdbc.batchUpdate(sql, rows.toArray(SqlParameterSource[]::new));
    }

    private static void requireRunning(List<Row> rows, int[] moved) {
        for (int i = 0; i < moved.length; i++) {
            if (moved[i] != 1) {
                throw new IllegalStateException(
                        "Job " + rows.get(i).job().value() + " is not running and cannot become "
                                + status(rows.get(i)).wireName());
            }
        }
    }

    private static JobStatus status(Row row) {
        return row.number() > 0 ? JobStatus.COMPLETED : JobStatus.FAILED;
    }

    private static SqlParameterSource end(Row row) {
        return new MapSqlParameterSource()
                .addValue("status", status(row).wireName())
                .addValue("now", row.finishedAt().toEpochMilli())
                .addValue("number", row.number() > 0 ? row.number() : null)
                .addValue("id", row.job().value());
    }

    private static SqlParameterSource score(Row row, String metric, Score score) {
        return new MapSqlParameterSource()
                .addValue("run", row.run().value())
                .addValue("metric", metric)
                .addValue("number", row.number() > 0 ? row.number() : null)
                .addValue("outcome", score.outcome())
                .addValue("value", score instanceof Score.Scored s ? s.value() : null)
                .addValue("id", row.job().value());
    }

    private static List<SqlParameterSource> metrics(SessionReport after) {
        List<SqlParameterSource> rows = new ArrayList<>();
        after.metrics().forEach((name, stat) -> rows.add(metric(after, name, rows.size(), stat)));
        return rows;
    }

    private static SqlParameterSource metric(SessionReport after, String metric, int position, MetricStat stat) {
        return new MapSqlParameterSource()
                .addValue("run", after.run().value())
                .addValue("metric", metric)
                .addValue("position", position)
                .addValue("scored", stat.scored())
                .addValue("failed", stat.failed())
                .addValue("skipped", stat.skipped())
                .addValue("mean", stat.mean())
                .addValue("squares", stat.squares())
                .addValue("min", stat.min())
                .addValue("max", stat.max())
                .addValue("histogram", Json.write(stat.histogram()))
                .addValue("trend", Json.write(stat.trend()))
                .addValue("lowest", stat.range().min())
                .addValue("highest", stat.range().max())
                .addValue("higher", stat.range().higherIsBetter() ? 1 : 0)
                .addValue("usage", Json.write(after.judging().usage().getOrDefault(metric, Usage.NONE)))
                .addValue(
                        "fingerprints",
                        Json.write(after.judging().fingerprints().getOrDefault(metric, Set.of())));
    }

    private static List<SqlParameterSource> signals(SessionReport after) {
        List<SqlParameterSource> rows = new ArrayList<>();
        after.signals().forEach((name, stat) -> rows.add(signal(after, name, stat)));
        return rows;
    }

    private static SqlParameterSource signal(SessionReport after, String signal, SignalStat stat) {
        return new MapSqlParameterSource()
                .addValue("run", after.run().value())
                .addValue("signal", signal)
                .addValue("eligible", stat.eligible())
                .addValue("hits", stat.hits())
                .addValue("examples", Json.write(stat.examples()));
    }
}
