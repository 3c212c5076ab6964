package dev.marksheet.store;

import dev.marksheet.session.Attempt;
import dev.marksheet.session.JobId;
import dev.marksheet.session.JobStatus;
import dev.marksheet.session.Row;
import dev.marksheet.session.RunId;
import dev.marksheet.session.evidence.Evidence;
import dev.marksheet.session.text.Language;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How jobs had ended before they were taken up again. Safe for use by many threads at once. */
public final class Attempts {

    private static final String KEEP = """
            insert into job_attempt (job_id, number, status, started_at, finished_at, latency_ms, mean_score, scores,
                                     usage, error, fingerprint, injections)
            select job_id, retries + 1, status, started_at, finished_at, latency_ms, mean_score, scores,
                   usage, error, fingerprint, injections
            from job where job_id in (:jobs)
            """;

    /** The row of scores.csv stays what it is until another takes its place. */
    private static final String QUEUE = """
            update job set status = 'queued', retries = retries + 1, starts = 0, started_at = null, finished_at = null,
                   scores = null, usage = null, error = null, latency_ms = null
            where job_id in (:jobs)
            """;

    private static final String COUNT = """
            update session set queued = queued + :failed + :completed, failed = failed - :failed,
                   completed = completed - :completed, chinese_calls = chinese_calls - :chinese,
                   scores_replaced = scores_replaced + 1, version = version + 1
            where run_id = :run
            """;

    private static final String RESTORE = """
            update job set status = a.status, started_at = a.started_at, finished_at = a.finished_at, scores = a.scores,
                   usage = a.usage, error = a.error, latency_ms = a.latency_ms, mean_score = a.mean_score,
                   fingerprint = a.fingerprint, injections = a.injections
            from job_attempt a
            where a.job_id = job.job_id and a.number = job.retries and job.job_id in (:jobs)
            """;

    private static final String RESTORED = """
            update session set cancelled = cancelled - :failed - :completed, failed = failed + :failed,
                   completed = completed + :completed, chinese_calls = chinese_calls + :chinese,
                   scores_replaced = scores_replaced + 1
            where run_id = :run
            """;

    private final JdbcClient jdbc;

    public Attempts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Ended(long sequence, JobStore.Open job, boolean failed, boolean chinese) {}

    /**
     * Takes up jobs that failed or have a failed metric. Belongs into transactions; its first change keeps out whoever would
     * do the same with the session.
     */
    JobStore.Retried retry(RunId run, long after, @Nullable JobId only, int limit) {
        jdbc.sql("update session set version = version where run_id = :run")
                .param("run", run.value())
                .update();
        List<Ended> ended = failed(run, after, only, limit);
        if (!ended.isEmpty()) {
            List<String> ids = ids(ended);
            jdbc.sql(KEEP).param("jobs", ids).update();
            jdbc.sql(QUEUE).param("jobs", ids).update();
            count(COUNT, run, ended);
        }
        long last = ended.isEmpty() ? after : ended.get(ended.size() - 1).sequence;
        return new JobStore.Retried(ended.stream().map(Ended::job).toList(), last);
    }

    private List<Ended> failed(RunId run, long after, @Nullable JobId only, int limit) {
        return jdbc.sql("""
                        select j.seq, j.job_id, j.status, j.summary, j.retries from job j
                        where j.run_id = :run and j.error is not null and j.seq > :after
                          and j.status in ('failed', 'completed') and (:only = '' or j.job_id = :only)
                          and exists (select 1 from job_request r where r.job_id = j.job_id)
                        order by j.seq limit :limit
                        """)
                .param("run", run.value())
                .param("after", after)
                .param("only", only == null ? "" : only.value())
                .param("limit", limit)
                .query((row, n) -> ended(run, row))
                .list();
    }

    /**
     * Lets cancelled jobs that had ended before be again what they were: nobody has taken those ends back. Belongs into the
     * transaction that cancels.
     */
    void restore(RunId run, List<JobId> cancelled) {
        List<Ended> ended = jdbc.sql("""
                        select j.seq, j.job_id, a.status, j.summary, j.retries from job j
                        join job_attempt a on a.job_id = j.job_id and a.number = j.retries
                        where j.job_id in (:jobs) and j.status = 'cancelled'
                        """)
                .param("jobs", cancelled.stream().map(JobId::value).toList())
                .query((row, n) -> ended(run, row))
                .list();
        if (!ended.isEmpty()) {
            List<String> ids = ids(ended);
            jdbc.sql(RESTORE).param("jobs", ids).update();
            jdbc.sql("delete from job_attempt where job_id in (:jobs)"
                            + " and number = (select retries from job j where j.job_id = job_attempt.job_id)")
                    .param("jobs", ids)
                    .update();
            count(RESTORED, run, ended);
        }
    }

    private static Ended ended(RunId run, ResultSet row) throws SQLException {
        return new Ended(
                row.getLong("seq"),
                new JobStore.Open(new JobId(row.getString("job_id")), run, false, 0, row.getInt("retries") + 1),
                row.getString("status").equals(JobStatus.FAILED.wireName()),
                Json.readSummary(row.getString("summary")).language() == Language.ZH);
    }

    private static List<String> ids(List<Ended> ended) {
        return ended.stream().map(end -> end.job.id().value()).toList();
    }

    private void count(String change, RunId run, List<Ended> ended) {
        long failed = ended.stream().filter(Ended::failed).count();
        jdbc.sql(change)
                .param("failed", failed)
                .param("completed", ended.size() - failed)
                .param("chinese", ended.stream().filter(Ended::chinese).count())
                .param("run", run.value())
                .update();
    }

    /** How an open job had ended last; empty where it has not. */
    Optional<Row.Earlier> earlier(JobId id, Map<String, Evidence> evidence) {
        return jdbc.sql("""
                        select a.number, j.sample_number, a.scores, a.usage, a.latency_ms, a.mean_score, a.fingerprint,
                               a.injections
                        from job_attempt a join job j on j.job_id = a.job_id and j.retries = a.number
                        where a.job_id = :id
                        """)
                .param("id", id.value())
                .query((row, n) -> new Row.Earlier(
                        row.getInt("number"), row.getInt("sample_number"), Mapping.result(row, evidence)))
                .optional();
    }

    /** All ends of a job before the present one, the oldest first, without evidence. */
    public List<Attempt> of(JobId id) {
        return jdbc.sql("""
                        select number, status, finished_at, scores, usage, latency_ms, mean_score, fingerprint, injections
                        from job_attempt where job_id = :id order by number
                        """)
                .param("id", id.value())
                .query((row, n) -> new Attempt(
                        row.getInt("number"),
                        JobStatus.ofWireName(row.getString("status")),
                        Instant.ofEpochMilli(row.getLong("finished_at")),
                        Mapping.result(row, Map.of())))
                .list();
    }
}
