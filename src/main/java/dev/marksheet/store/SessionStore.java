package dev.marksheet.store;

import dev.marksheet.session.Row;
import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionReport;
import dev.marksheet.session.Usage;
import dev.marksheet.store.database.Writes;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The sessions in the database: counters, statistics and rows, all kept by increments. Safe for use by many threads at
 * once, except that {@link #exclusively} must not run twice at a time for one session in one process.
 */
@Repository
public class SessionStore {

    private static final String ENDED = """
            update session set running = running - :ended, completed = completed + :completed,
                   failed = failed + :failed, row_count = :rows, chinese_calls = :chinese, csv_length = :length,
                   csv_checksum = :checksum, latest_finished_at = :latest, judge_models = :judges,
                   embedding_models = :embeddings, spent = spent + :cost,
                   scores_replaced = scores_replaced + :again, version = version + 1
            where run_id = :run
            """;

    private static final String THAT_ONE = " where run_id = :run and created_at = :created";

    private final JdbcClient jdbc;
    private final EndedJobs ended;
    private final Writes writes;
    private final Outbox outbox;

    SessionStore(JdbcClient jdbc, NamedParameterJdbcOperations batches, Writes writes, Outbox outbox) {
        this.jdbc = jdbc;
        this.ended = new EndedJobs(batches);
        this.writes = writes;
        this.outbox = outbox;
    }

    /**
     * Does work on a session while no other process records calls of it. What the work throws is thrown, and nothing that
     * was recorded in it stays.
     *
     * @param work done again from its start when it has lost a race
     */
    public <T extends @Nullable Object> T exclusively(RunId run, Supplier<T> work) {
        return writes.exclusively(run, work);
    }

    /** Those of the results whose jobs have not ended, as they have where two processes worked on them. */
    public List<Row> stillRunning(List<Row> results) {
        if (results.isEmpty()) {
            return results;
        }
        Map<String, Integer> running = new HashMap<>();
        jdbc.sql("select job_id, retries from job where job_id in (:ids) and status = 'running'")
                .param("ids", results.stream().map(row -> row.job().value()).toList())
                .query(row -> {
                    running.put(row.getString("job_id"), row.getInt("retries"));
                });
        // One result can have come twice, from two attempts in one process: the first one counts. And one can come
        // late,
        // when its job was taken up again after another's.
        return results.stream()
                .filter(row -> running.remove(row.job().value(), row.attempts()))
                .toList();
    }

    /**
     * Ends jobs: their status, rows, scores and the session's new figures become visible together. Belongs into
     * {@link #exclusively}. The future ends once they are durable, within a transaction at the latest with that; it fails
     * when one of the jobs is not running, and nothing is changed then.
     *
     * @param rows results of running jobs of one session; number 0 for failed ones
     * @param after the session's figures with these rows counted; its counts are ignored, they are kept by increments
     */
    public CompletableFuture<Void> record(List<Row> rows, SessionReport after) {
        return writes.submit(() -> {
            ended.write(rows, after);
            writeSession(rows, after);
            outbox.spent(after.run(), rows.stream().mapToDouble(Row::newCost).sum());
            outbox.callsEnded(after.run());
            return null;
        });
    }

    private void writeSession(List<Row> rows, SessionReport after) {
        long completed = rows.stream().filter(r -> r.number() > 0).count();
        MapSqlParameterSource values = figures(after)
                .addValue("ended", rows.size())
                .addValue("completed", completed)
                .addValue("failed", rows.size() - completed)
                .addValue("cost", rows.stream().mapToDouble(Row::newCost).sum())
                .addValue("again", rows.stream().anyMatch(row -> row.earlier() != null) ? 1 : 0);
        jdbc.sql(ENDED).paramSource(values).update();
    }

    private static MapSqlParameterSource figures(SessionReport after) {
        return new MapSqlParameterSource()
                .addValue("rows", after.csv().rows())
                .addValue("chinese", after.chineseCalls())
                .addValue("length", after.csv().length())
                .addValue("checksum", after.csv().checksum())
                .addValue(
                        "latest",
                        Objects.requireNonNull(after.latestFinishedAt()).toEpochMilli())
                .addValue("judges", Json.write(after.judgeModels()))
                .addValue("embeddings", Json.write(after.embeddingModels()))
                .addValue("run", after.run().value());
    }

    /** Takes the right to ask for newer prose, over all processes; false while another has it. */
    public CompletableFuture<Boolean> claimProse(RunId run, Instant now, Instant until) {
        return writes.submit(() -> jdbc.sql("update session set prose_claimed_to = :until"
                                + " where run_id = :run and prose_claimed_to <= :now")
                        .param("until", until.toEpochMilli())
                        .param("now", now.toEpochMilli())
                        .param("run", run.value())
                        .update()
                == 1);
    }

    /** Gives that right back. */
    public CompletableFuture<Void> releaseProse(RunId run) {
        return writes.submit(() -> {
            jdbc.sql("update session set prose_claimed_to = 0 where run_id = :run")
                    .param("run", run.value())
                    .update();
            return null;
        });
    }

    /**
     * Adds what prose advice has cost to the session's sums.
     *
     * @param createdAt tells the session that is meant from a later one of its name
     */
    public CompletableFuture<Void> addProseUsage(RunId run, Instant createdAt, Usage usage) {
        return writes.submit(() -> {
            // First the change, so that no other process reads the sum before this one is through.
            int there = jdbc.sql("update session set spent = spent + :cost, version = version + 1" + THAT_ONE)
                    .param("cost", usage.knownCost())
                    .param("run", run.value())
                    .param("created", createdAt.toEpochMilli())
                    .update();
            if (there == 0) {
                return null;
            }
            outbox.spent(run, usage.knownCost());
            String before = jdbc.sql("select prose_usage from session where run_id = :run")
                    .param("run", run.value())
                    .query(String.class)
                    .single();
            jdbc.sql("update session set prose_usage = :usage where run_id = :run")
                    .param("usage", Json.write(Json.readSum(before).plus(usage)))
                    .param("run", run.value())
                    .update();
            return null;
        });
    }

    /**
     * Keeps the judge's prose advice, unless a newer one is kept already.
     *
     * @param createdAt as above
     */
    public CompletableFuture<Void> saveProse(RunId run, Instant createdAt, SessionReport.AdviceProse prose) {
        return writes.submit(() -> {
            jdbc.sql("update session set prose = :prose, prose_calls = :calls, version = version + 1" + THAT_ONE
                            + " and prose_calls <= :calls")
                    .param("created", createdAt.toEpochMilli())
                    .param("prose", prose.markdown())
                    .param("calls", prose.callsSeen())
                    .param("run", run.value())
                    .update();
            return null;
        });
    }
}
