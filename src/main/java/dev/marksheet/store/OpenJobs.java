package dev.marksheet.store;

import dev.marksheet.session.RunId;
import dev.marksheet.store.database.Writes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The jobs that a stop or a crash has left open, all together. Safe for use by many threads at once. */
@Repository
public class OpenJobs {

    private static final int PAGE = 1000;
    private static final String CAUGHT =
            " from job where status in ('queued', 'running') and status = 'running' and scores is null and seq <= :last";

    private final JdbcClient jdbc;
    private final Writes writes;

    OpenJobs(JdbcClient jdbc, Writes writes) {
        this.jdbc = jdbc;
        this.writes = writes;
    }

    /** The sequence of the newest job, open or not; 0 while there is none. */
    public long latestSequence() {
        return jdbc.sql("select coalesce(max(seq), 0) from job")
                .query(Long.class)
                .single();
    }

    /**
     * Moves the running jobs without a result back to queued.
     *
     * @param upTo the sequence of the last one to look at: later ones may be at work by now
     */
    public CompletableFuture<Void> requeue(long upTo) {
        return writes.submit(() -> {
            jdbc.sql("select run_id, count(*) as jobs" + CAUGHT + " group by run_id")
                    .param("last", upTo)
                    .query((row, n) -> Map.entry(new RunId(row.getString("run_id")), row.getInt("jobs")))
                    .list()
                    .forEach(caught -> count(caught.getKey(), caught.getValue()));
            jdbc.sql("update job set status = 'queued', started_at = null where seq in (select seq" + CAUGHT + ")")
                    .param("last", upTo)
                    .update();
            return null;
        });
    }

    private void count(RunId run, int jobs) {
        jdbc.sql("update session set running = running - :jobs, queued = queued + :jobs, version = version + 1"
                        + " where run_id = :run")
                .param("jobs", jobs)
                .param("run", run.value())
                .update();
    }

    /**
     * Open jobs in the order of acceptance.
     *
     * @param last the sequence of the last one, to go on behind it
     * @param more whether there may be more behind it
     */
    public record Page(List<JobStore.Open> jobs, long last, boolean more) {}

    /**
     * The next open jobs.
     *
     * @param after the sequence that all are behind
     * @param upTo the sequence that none is behind
     */
    public Page page(long after, long upTo) {
        List<Map.Entry<Long, JobStore.Open>> page = jdbc.sql(
                        JobStore.OPEN + " and seq > :after and seq <= :last order by seq limit :limit")
                .param("after", after)
                .param("last", upTo)
                .param("limit", PAGE)
                .query((row, n) -> Map.entry(row.getLong("seq"), Mapping.open(row)))
                .list();
        long last = page.isEmpty() ? after : page.get(page.size() - 1).getKey();
        return new Page(page.stream().map(Map.Entry::getValue).toList(), last, page.size() == PAGE);
    }
}
