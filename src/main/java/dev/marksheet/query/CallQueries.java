package dev.marksheet.query;

import dev.marksheet.session.JobId;
import dev.marksheet.session.RunId;
import dev.marksheet.session.ScoreJob;
import dev.marksheet.store.Mapping;
import dev.marksheet.store.SearchText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The calls of a run by query, page by page: every order is read from an index and starts behind the last call seen, so a
 * page costs the same wherever it lies. Safe for use by many threads at once.
 */
@Repository
public class CallQueries {

    private static final String OUTCOME_OF_ANY_METRIC =
            " and j.seq in (select f.seq from score f where f.run_id = :run and f.outcome <> 'scored' and f.outcome = ";

    /** Words are looked for in texts, one by one, so there is a bound on how many. */
    private static final String LATEST = " and j.seq >= (select min(l.seq) from (select seq from job"
            + " where run_id = :run order by seq desc limit :searched) l)";

    /** As {@link ScoreJob#rank()}, and as in the index; what is not yet visible of a running call must not count. */
    private static final String RANK =
            "case j.status when 'failed' then -9 when 'completed' then coalesce(j.mean_score, 9)" + " else 99 end";

    private final JdbcClient jdbc;

    CallQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Up to {@code limit} calls without evidence.
     *
     * @param after the place of the last call seen; null to start
     */
    public List<ScoreJob> find(CallQuery query, CallQuery.@Nullable Place after, int limit) {
        Map<String, Object> params = new LinkedHashMap<>();
        params.put("run", query.run().value());
        params.put("limit", limit);
        String order = order(query, after, params);
        int where = order.indexOf(" order by");
        String sql = JobQueries.COLUMNS + order.substring(0, where) + filters(query, after, params)
                + order.substring(where) + " limit :limit";
        return jdbc.sql(sql)
                .params(params)
                .query((row, n) -> Mapping.job(row, Map.of()))
                .list();
    }

    private static String order(CallQuery query, CallQuery.@Nullable Place after, Map<String, Object> params) {
        if (query.metric() == null) {
            return byAcceptance(query, after, params);
        }
        return query.metric().equals(CallQuery.MEAN) ? byMean(query, after, params) : byMetric(query, after, params);
    }

    private static String byMean(CallQuery query, CallQuery.@Nullable Place after, Map<String, Object> params) {
        String direction = query.ascending() ? "" : " desc";
        String behind = "";
        if (after != null && after.value() != null) {
            params.put("seq", after.sequence());
            params.put("value", after.value());
            behind = " and (" + RANK + ", j.seq) " + (query.ascending() ? ">" : "<") + " (:value, :seq)";
        }
        return " where j.run_id = :run" + behind + " order by " + RANK + direction + ", j.seq" + direction;
    }

    private static String byAcceptance(CallQuery query, CallQuery.@Nullable Place after, Map<String, Object> params) {
        String direction = query.ascending() ? "" : " desc";
        if (after != null) {
            params.put("seq", after.sequence());
        }
        return " where j.run_id = :run" + behind(query, after, "j.seq") + " order by j.seq" + direction;
    }

    private static String behind(CallQuery query, CallQuery.@Nullable Place after, String column) {
        return after == null ? "" : " and " + column + (query.ascending() ? " > :seq" : " < :seq");
    }

    private static String byMetric(CallQuery query, CallQuery.@Nullable Place after, Map<String, Object> params) {
        String direction = query.ascending() ? "" : " desc";
        params.put("metric", query.metric());
        String behind = "";
        if (after != null && after.value() != null) {
            params.put("seq", after.sequence());
            params.put("value", after.value());
            behind = " and (o.value, o.seq) " + (query.ascending() ? ">" : "<") + " (:value, :seq)";
        }
        return " join score o on o.seq = j.seq where o.run_id = :run and o.metric = :metric and o.value is not null"
                + behind + " order by o.value" + direction + ", o.seq" + direction;
    }

    private static String filters(CallQuery query, CallQuery.@Nullable Place after, Map<String, Object> params) {
        StringBuilder sql = new StringBuilder();
        if (query.only() != null) {
            sql.append(only(query.only()));
        }
        CallQuery.Bound bound = query.bound();
        if (bound != null) {
            params.put("bound_metric", bound.metric());
            params.put("bound", bound.value());
            // The plus keeps SQLite from looking each call up among all scores below the bound instead of by its key.
            sql.append(" and exists (select 1 from score b where b.run_id = :run and b.metric = :bound_metric"
                    + " and b.seq = j.seq and +b.value " + (bound.below() ? "<" : ">") + " :bound"
                    + (query.metric() == null ? behind(query, after, "b.seq") : "") + ")");
        }
        if (query.text() != null) {
            params.put("text", SearchText.pattern(query.text()));
            params.put("searched", CallQuery.SEARCHED);
            sql.append(LATEST + " and exists (select 1 from job_request r where r.job_id = j.job_id"
                    + " and r.words like :text escape '!')");
        }
        return sql.toString();
    }

    private static String only(CallQuery.Only only) {
        return switch (only) {
            case INJECTED -> " and j.injections is not null";
            case OPEN -> " and j.status in ('queued', 'running')";
            case FAILED, SKIPPED -> OUTCOME_OF_ANY_METRIC + "'" + only.name().toLowerCase(Locale.ROOT) + "')";
        };
    }

    /** Whether calls of the two runs are paired by their items; else by their questions. */
    boolean pairedByItem(RunId one, RunId other) {
        return Pairing.byItem(jdbc, one, other);
    }

    /** The scores of a metric in the latest {@code limit} calls of a run that have one, the latest first. */
    public List<RunScores.OfQuestion> scores(RunId run, String metric, int limit) {
        return jdbc.sql("""
                        select s.value, j.question_key, j.item, j.job_id from score s join job j on j.seq = s.seq
                        where s.run_id = :run and s.metric = :metric and s.value is not null
                        order by s.seq desc limit :limit
                        """)
                .param("run", run.value())
                .param("metric", metric)
                .param("limit", limit)
                .query((row, n) -> new RunScores.OfQuestion(
                        row.getString("question_key"),
                        row.getString("item"),
                        new JobId(row.getString("job_id")),
                        row.getDouble("value")))
                .list();
    }

    /** The scores of a metric on a run's latest accepted calls, oldest first: at most {@code limit} of them. */
    public List<ScoredCall> latest(RunId run, String metric, int limit) {
        return jdbc
                .sql("""
                        select s.seq, j.sample_number, j.job_id, s.value from score s join job j on j.seq = s.seq
                        where s.run_id = :run and s.metric = :metric and s.value is not null
                        order by s.seq desc limit :limit
                        """)
                .param("run", run.value())
                .param("metric", metric)
                .param("limit", limit)
                .query((row, n) -> scored(row))
                .list()
                .stream()
                .sorted(Comparator.comparingLong(ScoredCall::sequence))
                .toList();
    }

    private static ScoredCall scored(ResultSet row) throws SQLException {
        int number = row.getInt("sample_number");
        return new ScoredCall(
                row.getLong("seq"),
                row.wasNull() ? null : number,
                new JobId(row.getString("job_id")),
                row.getDouble("value"));
    }

    /** The jobs of rows of a run by the rows' numbers; numbers without a row are left out. */
    public Map<Integer, JobId> ofRows(RunId run, Collection<Integer> numbers) {
        Map<Integer, JobId> jobs = new HashMap<>();
        if (!numbers.isEmpty()) {
            jdbc.sql("select sample_number, job_id from job where run_id = :run and sample_number in (:numbers)")
                    .param("run", run.value())
                    .param("numbers", numbers)
                    .query(row -> {
                        jobs.put(row.getInt("sample_number"), new JobId(row.getString("job_id")));
                    });
        }
        return jobs;
    }
}
