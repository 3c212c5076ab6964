package dev.marksheet.store;

import dev.marksheet.session.JobId;
import dev.marksheet.session.RunId;
import dev.marksheet.store.database.Transactions;
import dev.marksheet.store.database.Writes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Ends open jobs that nobody wants any more. Safe for use by many threads at once. */
@Repository
public class Cancellations {

    private static final String CANCEL = """
            update job set status = 'cancelled', finished_at = :now, scores = null, usage = null, latency_ms = null,
                   error = null, mean_score = null, fingerprint = null, injections = null
            where status = :status and seq in (select seq from job
                where status in ('queued', 'running') and status = :status and run_id = :run and %s)
            returning job_id
            """;

    private static final String NEXT = "seq <= :last order by seq limit :limit";
    private static final String ONE = "job_id = :job";

    private final JdbcClient jdbc;
    private final Writes writes;
    private final Outbox outbox;

    Cancellations(JdbcClient jdbc, Writes writes, Outbox outbox) {
        this.jdbc = jdbc;
        this.writes = writes;
        this.outbox = outbox;
    }

    /** The sequence of the run's newest job; 0 while there is none. */
    public long latest(RunId run) {
        return jdbc.sql("select coalesce(max(seq), 0) from job where run_id = :run")
                .param("run", run.value())
                .query(Long.class)
                .single();
    }

    /** Whether jobs of the run are open that were accepted up to this one. */
    public boolean anyOpen(RunId run, long last) {
        return jdbc.sql("select seq from job where status in ('queued', 'running') and run_id = :run and seq <= :last"
                        + " limit 1")
                .param("run", run.value())
                .param("last", last)
                .query(Long.class)
                .optional()
                .isPresent();
    }

    /**
     * Cancels open jobs of a run, the oldest first and those that wait before those that run. Belongs into
     * {@link SessionStore#exclusively}.
     *
     * @param last the sequence of the last one that is meant
     * @param limit so many of either kind at most
     * @return which ones; some may be open after none was found, when they were just being begun or handed back
     */
    public CompletableFuture<List<JobId>> next(RunId run, long last, int limit, Instant now) {
        return writes.submit(() -> {
            List<JobId> queued = cancel(NEXT, "queued", run, now, last, limit, "");
            List<JobId> running = cancel(NEXT, "running", run, now, last, limit, "");
            return counted(run, queued, running, now);
        });
    }

    /** Cancels one job of a run, if it is open; the result has it then. Belongs into {@link SessionStore#exclusively}. */
    public CompletableFuture<List<JobId>> one(RunId run, JobId job, Instant now) {
        return writes.submit(() -> {
            List<JobId> queued = cancel(ONE, "queued", run, now, 0, 0, job.value());
            List<JobId> running = cancel(ONE, "running", run, now, 0, 0, job.value());
            return counted(run, queued, running, now);
        });
    }

    private List<JobId> cancel(String which, String status, RunId run, Instant now, long last, int limit, String job) {
        JdbcClient.StatementSpec statement = jdbc.sql(CANCEL.formatted(which))
                .param("now", now.toEpochMilli())
                .param("status", status)
                .param("run", run.value());
        JdbcClient.StatementSpec whole = which.equals(ONE)
                ? statement.param("job", job)
                : statement.param("last", last).param("limit", limit);
        return whole.query((row, n) -> new JobId(row.getString("job_id"))).list();
    }

    private List<JobId> counted(RunId run, List<JobId> queued, List<JobId> running, Instant now) {
        List<JobId> all = new ArrayList<>(queued);
        all.addAll(running);
        if (!all.isEmpty()) {
            count(run, queued.size(), running.size(), now);
            forget("job_answer", all);
            dropTasks(all);
            // Only one that was running may have a result, which waited to be reported.
            forget("job_evidence", running);
            new Attempts(jdbc).restore(run, all);
            outbox.callsEnded(run);
        }
        return all;
    }

    private void count(RunId run, int queued, int running, Instant now) {
        jdbc.sql("""
                        update session set queued = queued - :queued, running = running - :running,
                               cancelled = cancelled + :queued + :running,
                               latest_finished_at = case when latest_finished_at > :now then latest_finished_at
                                                         else :now end,
                               version = version + 1
                        where run_id = :run
                        """)
                .param("queued", queued)
                .param("running", running)
                .param("now", now.toEpochMilli())
                .param("run", run.value())
                .update();
    }

    private void forget(String table, List<JobId> jobs) {
        if (!jobs.isEmpty()) {
            // A call that had ended before is again what it was.
            jdbc.sql("delete from " + table + " where job_id in (:jobs) and not exists"
                            + " (select 1 from job_attempt a where a.job_id = " + table + ".job_id)")
                    .param("jobs", jobs.stream().map(JobId::value).toList())
                    .update();
        }
    }

    /** Those that no process has in hand. */
    private void dropTasks(List<JobId> jobs) {
        if (writes instanceof Transactions) {
            jdbc.sql("delete from scheduled_tasks where task_instance in (:jobs) and not picked")
                    .param("jobs", jobs.stream().map(JobId::value).toList())
                    .update();
        }
    }

    /** Those of the jobs that are still wanted: open, and not deleted. */
    public Set<JobId> wanted(Collection<JobId> jobs) {
        return jdbc.sql("select job_id from job j join session s on s.run_id = j.run_id"
                        + " where j.job_id in (:jobs) and j.status in ('queued', 'running')")
                .param("jobs", jobs.stream().map(JobId::value).toList())
                .query((row, n) -> new JobId(row.getString("job_id")))
                .set();
    }
}
