package dev.marksheet.store;

import dev.marksheet.session.RunId;
import dev.marksheet.store.database.Writes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The sessions whose gate is to be looked at since calls of them have ended, so that a turn is told of once, whatever becomes
 * of the process that ended them. Safe for use by many threads and processes at once.
 */
@Repository
public class DueGates {

    private final JdbcClient jdbc;
    private final Writes writes;
    private final Outbox outbox;

    DueGates(JdbcClient jdbc, Writes writes, Outbox outbox) {
        this.jdbc = jdbc;
        this.writes = writes;
        this.outbox = outbox;
    }

    /** Those that have been due since before a moment, the longest first. */
    public List<RunId> since(Instant before, int limit) {
        return jdbc.sql("select run_id from session where gate_due <= :before order by gate_due limit :limit")
                .param("before", before.toEpochMilli())
                .param("limit", limit)
                .query((row, n) -> new RunId(row.getString("run_id")))
                .list();
    }

    /**
     * Notes that a gate was looked at, and tells of its verdict unless that was told last. What has happened in the session
     * since keeps it due.
     *
     * @param version of the session that was looked at
     * @param event {@link Outbox#GATE_PASSED} or {@link Outbox#GATE_FAILED}; null while there is no verdict
     * @param data what to tell
     */
    public CompletableFuture<Void> looked(RunId run, long version, @Nullable String event, Map<String, ?> data) {
        return writes.submit(() -> {
            jdbc.sql("update session set gate_due = null where run_id = :run and version = :version")
                    .param("run", run.value())
                    .param("version", version)
                    .update();
            if (event != null && isNew(run, event)) {
                outbox.add(event, run, data);
            }
            return null;
        });
    }

    private boolean isNew(RunId run, String event) {
        return jdbc.sql("update session set gate_told = :event where run_id = :run"
                                + " and (gate_told is null or gate_told <> :event)")
                        .param("event", event)
                        .param("run", run.value())
                        .update()
                == 1;
    }

    /** Has a gate looked at later, where that has failed. */
    public CompletableFuture<Void> putOff(RunId run, Instant until) {
        return writes.submit(() -> {
            jdbc.sql("update session set gate_due = :until where run_id = :run and gate_due is not null")
                    .param("until", until.toEpochMilli())
                    .param("run", run.value())
                    .update();
            return null;
        });
    }
}
