package dev.marksheet.store;

import dev.marksheet.session.JobId;
import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionDeletedException;
import dev.marksheet.store.database.Transactions;
import dev.marksheet.store.database.Writes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Deletes sessions. The session's own row goes first, with which nothing finds the rest any more; that is swept in steps, so
 * that others change the database in between. Until it is through, also over a crash, the session's id is taken. Safe for
 * use by many threads at once.
 */
@Repository
public class SessionDeletions {

    /** The version that a new session has before its first change. */
    static final String FLOOR = "(select coalesce(max(version), 0) from version_floor)";

    /** A few rows each, gone together with the session's. */
    static final List<String> SMALL = List.of(
            "metric_stat", "signal_stat", "advice_before", "session_label", "rescore", "dataset_feed", "dataset_use");

    /** What calls have, by their jobs. */
    static final List<String> OF_JOBS = List.of("job_answer", "job_evidence", "job_request", "job_attempt", "call_key");

    /** The rest of what there may be many of, with the columns by which a row is told. */
    static final List<Many> OF_RUNS = List.of(
            new Many("score", "run_id, metric, seq"),
            new Many("job_metadata", "run_id, metadata_key, metadata_value, seq"),
            new Many("dataset_item_done", "run_id, name, version, item"),
            new Many("call_key", "run_id, call_key"),
            new Many("webhook_delivery", "seq"));

    private static final String IDLE =
            " coalesce(latest_finished_at, created_at) <= :since and queued + running = 0 and pinned = 0";

    /** As many scores as calls have on the whole. */
    private static final int SCORES_A_CALL = 6;

    record Many(String table, String key) {}

    private final JdbcClient jdbc;
    private final JdbcOperations plain;
    private final Writes writes;
    private final boolean postgresql;

    SessionDeletions(JdbcClient jdbc, JdbcOperations plain, Writes writes) {
        this.jdbc = jdbc;
        this.plain = plain;
        this.writes = writes;
        this.postgresql = writes instanceof Transactions;
    }

    /**
     * Makes sure that a session that is about to be made, or was just made, is not one that is being swept. Belongs into the
     * transaction that makes it, behind the change of the session's row.
     *
     * @throws SessionDeletedException if it is
     */
    static void requireGone(JdbcClient jdbc, RunId run) {
        if (isDeleted(jdbc, run)) {
            throw new SessionDeletedException(run);
        }
    }

    private static boolean isDeleted(JdbcClient jdbc, RunId run) {
        return jdbc.sql("select 1 from session_deletion where run_id = :run")
                .param("run", run.value())
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** Whether the run was deleted and is still being swept. */
    public boolean isDeleted(RunId run) {
        return isDeleted(jdbc, run);
    }

    /**
     * Makes a session invisible, with all that it holds. Belongs into {@link SessionStore#exclusively}. The future says
     * whether there was one.
     */
    public CompletableFuture<Boolean> begin(RunId run, Instant now) {
        return begin(run, null, now);
    }

    /** The same with a session that must have been idle since then, and not be pinned. */
    public CompletableFuture<Boolean> begin(RunId run, @Nullable Instant idleSince, Instant now) {
        String condition = idleSince == null ? "" : " and" + IDLE;
        return writes.submit(() -> {
            // The row is changed before it goes, so that whoever adds to the session waits here or has been waited for.
            Optional<Long> version = jdbc.sql("update session set version = version + 1 where run_id = :run" + condition
                            + " returning version")
                    .param("run", run.value())
                    .param("since", idleSince == null ? 0 : idleSince.toEpochMilli())
                    .query(Long.class)
                    .optional();
            version.ifPresent(last -> {
                raiseFloor(last);
                mark(run, now);
                SMALL.forEach(table -> deleteAll(table, run));
                if (postgresql) {
                    deleteAll("session_turn", run);
                }
                deleteAll("session", run);
            });
            return version.isPresent();
        });
    }

    private void raiseFloor(long version) {
        jdbc.sql("insert into version_floor (scope, version) values ('session', :version) on conflict (scope)"
                        + " do update set version = excluded.version where excluded.version > version_floor.version")
                .param("version", version)
                .update();
    }

    private void mark(RunId run, Instant now) {
        jdbc.sql("insert into session_deletion (run_id, deleted_at) values (:run, :now)")
                .param("run", run.value())
                .param("now", now.toEpochMilli())
                .update();
    }

    private void deleteAll(String table, RunId run) {
        jdbc.sql("delete from " + table + " where run_id = :run")
                .param("run", run.value())
                .update();
    }

    /** Runs that have been idle since then and are not pinned, the longest idle first. */
    public List<RunId> idle(Instant since, int limit) {
        return jdbc.sql("select run_id from session where" + IDLE
                        + " order by coalesce(latest_finished_at, created_at), run_id limit :limit")
                .param("since", since.toEpochMilli())
                .param("limit", limit)
                .query((row, n) -> new RunId(row.getString("run_id")))
                .list();
    }

    /** Runs that are to be swept and that no process has claimed, those first that were deleted first. */
    public List<RunId> unclaimed(Instant now, int limit) {
        return jdbc.sql("select run_id from session_deletion where claimed_to <= :now order by deleted_at limit :limit")
                .param("now", now.toEpochMilli())
                .param("limit", limit)
                .query((row, n) -> new RunId(row.getString("run_id")))
                .list();
    }

    /** Takes or gives back the right to sweep, over all processes; false while another has it, or when nothing is left. */
    public CompletableFuture<Boolean> claim(RunId run, Instant now, Instant until) {
        return writes.submit(() ->
                jdbc.sql("update session_deletion set claimed_to = :until where run_id = :run and claimed_to <= :now")
                                .param("until", until.toEpochMilli())
                                .param("now", now.toEpochMilli())
                                .param("run", run.value())
                                .update()
                        == 1);
    }

    /** Keeps the right to sweep, which this process has, until later; {@link Instant#EPOCH} gives it back. */
    public CompletableFuture<Void> extend(RunId run, Instant until) {
        return writes.submit(() -> {
            jdbc.sql("update session_deletion set claimed_to = :until where run_id = :run")
                    .param("until", until.toEpochMilli())
                    .param("run", run.value())
                    .update();
            return null;
        });
    }

    /** Gives all rights to sweep back: where one process has the database, nobody holds any when it starts. */
    public CompletableFuture<Void> forgetClaims() {
        return writes.submit(() -> {
            jdbc.sql("update session_deletion set claimed_to = 0 where claimed_to > 0")
                    .update();
            return null;
        });
    }

    /**
     * Sweeps what a deleted session has left: so many of its calls, or about as many rows of another kind.
     *
     * @return whether anything may be left
     */
    public CompletableFuture<Boolean> sweep(RunId run, int calls) {
        return writes.submit(() -> {
            List<JobId> jobs = new ArrayList<>();
            List<Long> sequences = new ArrayList<>();
            jdbc.sql("select seq, job_id from job where run_id = :run order by seq limit :limit")
                    .param("run", run.value())
                    .param("limit", calls)
                    .query(row -> {
                        sequences.add(row.getLong("seq"));
                        jobs.add(new JobId(row.getString("job_id")));
                    });
            if (jobs.isEmpty()) {
                return OF_RUNS.stream().anyMatch(many -> sweep(many, run, calls * SCORES_A_CALL));
            }
            List<String> ids = jobs.stream().map(JobId::value).toList();
            OF_JOBS.forEach(table -> delete(table, "job_id", ids));
            if (postgresql) {
                delete("scheduled_tasks", "not picked and task_instance", ids);
            }
            delete("job", "seq", sequences);
            return true;
        });
    }

    private void delete(String table, String column, List<?> values) {
        jdbc.sql("delete from " + table + " where " + column + " in (:values)")
                .param("values", values)
                .update();
    }

    private boolean sweep(Many many, RunId run, int limit) {
        return jdbc.sql("delete from %1$s where (%2$s) in (select %2$s from %1$s where run_id = :run limit :limit)"
                                .formatted(many.table(), many.key()))
                        .param("run", run.value())
                        .param("limit", limit)
                        .update()
                > 0;
    }

    /** Ends the deletion of a run of which nothing is left: its id may be used again. */
    public CompletableFuture<Void> end(RunId run) {
        return writes.submit(() -> {
            deleteAll("session_deletion", run);
            return null;
        });
    }

    /**
     * Gives pages of the database that hold nothing back to the disk. PostgreSQL uses such pages again by itself.
     *
     * @param most so many pages at most
     * @return how many are left to give back
     */
    public CompletableFuture<Long> giveBack(int most) {
        if (postgresql) {
            return CompletableFuture.completedFuture(0L);
        }
        return writes.submit(() -> {
            // As an update, since the driver takes only the first step of what it thinks a query without columns.
            plain.update("pragma incremental_vacuum(" + most + ")");
            boolean gives = jdbc.sql("pragma auto_vacuum").query(Integer.class).single() > 0;
            return gives ? jdbc.sql("pragma freelist_count").query(Long.class).single() : Long.valueOf(0);
        });
    }
}
