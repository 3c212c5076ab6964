package dev.marksheet.query;

import dev.marksheet.session.AdviceVersion;
import dev.marksheet.session.Row;
import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionId;
import dev.marksheet.session.SessionReport;
import dev.marksheet.store.Json;
import dev.marksheet.store.Mapping;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Sessions with their figures, and the rows of their reports. Safe for use by many threads at once. */
@Repository
public class SessionQueries {

    /** How many bytes of texts a page of rows may have read before its last row. */
    private static final int PAGE_BYTES = 8_000_000;

    /** A row is that of the latest end that was reported: of a call that is scored again, the one before. */
    private static final String RESULT = Stream.of(
                    "scores", "usage", "latency_ms", "mean_score", "finished_at", "fingerprint", "injections")
            .map(column -> "case when a.job_id is null then j." + column + " else a." + column + " end as " + column)
            .collect(Collectors.joining(", "));

    private final JdbcClient jdbc;
    private final StoredFigures figures;

    public SessionQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.figures = new StoredFigures(jdbc);
    }

    /** The session of a run and its figures. */
    public Optional<SessionReport> find(RunId run) {
        return jdbc.sql("select * from session where run_id = :run")
                .param("run", run.value())
                .query((row, n) -> Mapping.session(row))
                .optional()
                .map(report -> withFigures(List.of(report)).get(0));
    }

    /** The session of a run by what a URL says; empty when there is none, or when that can't be an id. */
    public Optional<SessionReport> ofRun(String id) {
        try {
            return find(new RunId(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A session by what a URL says; empty when there is none, or when that can't be an id. */
    public Optional<SessionReport> ofSession(String id) {
        try {
            return find(RunId.of(new SessionId(id)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** All sessions in the same order. */
    public List<SessionReport> latestFirst(long latest, String run, int limit) {
        return latestFirst(RunFilter.NONE, latest, run, limit);
    }

    /**
     * Sessions, the one with the latest finished call first: up to {@code limit} of those behind the given place.
     *
     * @param latest epoch milliseconds of the latest finish of the last session seen; {@link Long#MAX_VALUE} to start
     * @param run the run of the last session seen; empty to start
     */
    public List<SessionReport> latestFirst(RunFilter filter, long latest, String run, int limit) {
        Map<String, Object> values = new HashMap<>();
        StringBuilder conditions = new StringBuilder();
        RunConditions.of(filter, values)
                .forEach(condition -> conditions.append(" and ").append(condition));
        // The first condition is the second's half, said in words for which SQLite enters the index at that place.
        return withFigures(
                jdbc.sql("""
                        select * from session listed
                        where coalesce(latest_finished_at, 0) <= :latest
                          and (coalesce(latest_finished_at, 0), run_id) < (:latest, :run)
                        """ + conditions + " order by coalesce(latest_finished_at, 0) desc, run_id desc limit :limit")
                        .params(values)
                        .param("latest", latest)
                        .param("run", run)
                        .param("limit", limit)
                        .query((row, n) -> Mapping.session(row))
                        .list());
    }

    /** The sessions of these runs in the order of the runs; runs that don't exist are left out. */
    public List<SessionReport> find(List<RunId> runs) {
        if (runs.isEmpty()) {
            return List.of();
        }
        Map<RunId, SessionReport> found = new HashMap<>();
        withFigures(jdbc.sql("select * from session where run_id in (:runs)")
                        .param("runs", runs.stream().map(RunId::value).toList())
                        .query((row, n) -> Mapping.session(row))
                        .list())
                .forEach(report -> found.put(report.run(), report));
        return runs.stream().filter(found::containsKey).map(found::get).toList();
    }

    private List<SessionReport> withFigures(List<SessionReport> reports) {
        return figures.of(reports);
    }

    /**
     * Rows of {@code scores.csv} in order: up to {@code limit} of those behind {@code after}, and fewer where their texts
     * are so large that together they would fill the memory; at least one while there are any.
     */
    public List<Row> rows(RunId run, int after, int limit) {
        return jdbc.sql("""
                        select j.sample_number, j.job_id, j.run_id, %s, r.request, j.summary, s.session_id
                        from job j join session s on s.run_id = j.run_id
                        left join job_request r on r.job_id = j.job_id
                        left join job_attempt a
                            on a.job_id = j.job_id and a.number = j.retries and j.status <> 'completed'
                        where j.run_id = :run and j.sample_number > :after and j.sample_number <=
                            (select max(number) from
                                (select number, sum(bytes) over (order by number) - bytes as before from
                                    (select j.sample_number as number, coalesce(octet_length(r.request), 0) as bytes
                                     from job j left join job_request r on r.job_id = j.job_id
                                     where j.run_id = :run and j.sample_number > :after
                                     order by j.sample_number limit :limit) sized) summed
                             where before < :bytes)
                        order by j.sample_number
                        """.formatted(RESULT))
                .param("run", run.value())
                .param("after", after)
                .param("limit", limit)
                .param("bytes", PAGE_BYTES)
                .query((row, n) -> Mapping.row(row))
                .list();
    }

    /** The last advice of a session that differed from its present one; empty while that has been the same from the first call on. */
    public Optional<AdviceVersion> adviceBefore(RunId run) {
        return jdbc.sql("select calls, findings from advice_before where run_id = :run")
                .param("run", run.value())
                .query((row, n) ->
                        new AdviceVersion(row.getLong("calls"), Json.readFindings(row.getString("findings"))))
                .optional();
    }
}
