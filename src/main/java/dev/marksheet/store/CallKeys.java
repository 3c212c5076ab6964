package dev.marksheet.store;

import dev.marksheet.session.CallKey;
import dev.marksheet.session.JobId;
import dev.marksheet.session.RunId;
import dev.marksheet.session.ScoreJob;
import dev.marksheet.store.database.Writes;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The keys that clients have given their calls within {@link CallKey#LIFETIME}. Safe for use by many threads at once. */
@Repository
public class CallKeys {

    private final JdbcClient jdbc;
    private final Writes writes;

    CallKeys(JdbcClient jdbc, Writes writes) {
        this.jdbc = jdbc;
        this.writes = writes;
    }

    /**
     * What a key stands for.
     *
     * @param requestHash of what was sent with the key at first
     */
    public record Earlier(JobId job, String requestHash) {}

    /** The call of this run that came with the key. */
    public Optional<Earlier> find(RunId run, CallKey key, Instant now) {
        return jdbc.sql("select job_id, request_hash from call_key"
                        + " where run_id = :run and call_key = :key and created_at > :old")
                .param("run", run.value())
                .param("key", key.value())
                .param("old", oldest(now))
                .query((row, n) -> new Earlier(new JobId(row.getString("job_id")), row.getString("request_hash")))
                .optional();
    }

    /** Takes the key for a call that is about to be stored; false while it stands for another. Belongs into transactions. */
    static boolean take(JdbcClient jdbc, RunId run, CallKey key, Instant now) {
        return jdbc.sql("""
                        insert into call_key (run_id, call_key, request_hash, created_at) values (:run, :key, :hash, :now)
                        on conflict (run_id, call_key) do update set
                            job_id = null, request_hash = excluded.request_hash, created_at = excluded.created_at
                        where call_key.created_at <= :old
                        """)
                        .param("run", run.value())
                        .param("key", key.value())
                        .param("hash", key.requestHash())
                        .param("now", now.toEpochMilli())
                        .param("old", oldest(now))
                        .update()
                == 1;
    }

    /** Has a key that was taken stand for this job. Belongs into the same transaction. */
    static void assign(JdbcClient jdbc, CallKey key, ScoreJob job) {
        jdbc.sql("update call_key set job_id = :job where run_id = :run and call_key = :key")
                .param("job", job.id().value())
                .param("run", job.run().value())
                .param("key", key.value())
                .update();
    }

    /**
     * Forgets keys that stand for nothing any more, the oldest first.
     *
     * @param limit so many at most
     * @return how many
     */
    public CompletableFuture<Integer> forgetOld(Instant now, int limit) {
        return writes.submit(() ->
                jdbc.sql("""
                        delete from call_key where (run_id, call_key) in (select run_id, call_key from call_key
                            where created_at <= :old order by created_at limit :limit)
                        """).param("old", oldest(now)).param("limit", limit).update());
    }

    private static long oldest(Instant now) {
        return now.minus(CallKey.LIFETIME).toEpochMilli();
    }
}
