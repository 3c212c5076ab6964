package dev.marksheet.store;

import dev.marksheet.session.CallResult;
import dev.marksheet.session.Forgotten;
import dev.marksheet.session.JobId;
import dev.marksheet.session.RequestSummary;
import dev.marksheet.session.RunId;
import dev.marksheet.session.Score;
import dev.marksheet.store.database.Writes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Forgets the texts of calls that ended long ago; their scores stay. Safe for use by many threads at once. */
@Repository
public class TextRetention {

    private static final String ENDED = " status in ('completed', 'failed', 'cancelled') and forgotten_at is null";

    private final JdbcClient jdbc;
    private final Writes writes;

    TextRetention(JdbcClient jdbc, Writes writes) {
        this.jdbc = jdbc;
        this.writes = writes;
    }

    private record Call(
            long seq,
            JobId id,
            RequestSummary summary,
            @Nullable String scores) {}

    /** Runs that may have texts to forget and are not pinned, behind {@code after} in the order of their ids. */
    public List<RunId> candidates(String after, Instant before, int limit) {
        return jdbc.sql("select run_id from session where run_id > :after and pinned = 0 and created_at <= :before"
                        + " and (completed + failed + cancelled > forgotten or forgotten > csv_forgotten)"
                        + " order by run_id limit :limit")
                .param("after", after)
                .param("before", before.toEpochMilli())
                .param("limit", limit)
                .query((row, n) -> new RunId(row.getString("run_id")))
                .list();
    }

    /** When the first call of the run was accepted that has ended and has its texts. */
    public Optional<Instant> oldest(RunId run) {
        return jdbc.sql("select created_at from job where run_id = :run and" + ENDED + " order by seq limit 1")
                .param("run", run.value())
                .query((row, n) -> Instant.ofEpochMilli(row.getLong("created_at")))
                .optional();
    }

    /**
     * Forgets texts of ended calls that were accepted before then, the oldest first.
     *
     * @param after the sequence of the last call that was forgotten in this pass
     * @param limit so many calls at most
     * @return the sequence of the last one; empty when there was none
     */
    public CompletableFuture<Optional<Long>> forget(RunId run, long after, Instant before, int limit, Instant now) {
        return writes.submit(() -> {
            List<Call> calls = jdbc.sql("select seq, job_id, summary, scores from job where run_id = :run"
                            + " and seq > :after and created_at <= :before and" + ENDED + " order by seq limit :limit")
                    .param("run", run.value())
                    .param("after", after)
                    .param("before", before.toEpochMilli())
                    .param("limit", limit)
                    .query((row, n) -> call(row))
                    .list();
            long forgotten = calls.stream().filter(call -> forget(call, now)).count();
            if (forgotten > 0) {
                count(run, forgotten);
            }
            return calls.isEmpty()
                    ? Optional.empty()
                    : Optional.of(calls.get(calls.size() - 1).seq());
        });
    }

    private static Call call(ResultSet row) throws SQLException {
        return new Call(
                row.getLong("seq"),
                new JobId(row.getString("job_id")),
                Json.readSummary(row.getString("summary")),
                row.getString("scores"));
    }

    private boolean forget(Call call, Instant now) {
        CallResult result = new CallResult(scores(call.summary(), call.scores()), Map.of(), 0, null);
        boolean mine =
                jdbc.sql("update job set summary = :summary, scores = :scores, error = :error, injections = null,"
                                        + " forgotten_at = :now where job_id = :id and" + ENDED)
                                .param("summary", Json.write(Forgotten.summary(call.summary())))
                                .param("scores", call.scores() == null ? null : Json.writeScores(result))
                                .param("error", result.error())
                                .param("now", now.toEpochMilli())
                                .param("id", call.id().value())
                                .update()
                        == 1;
        if (mine) {
            forgetAttempts(call);
            List.of("job_request", "job_evidence", "job_answer")
                    .forEach(table -> jdbc.sql("delete from " + table + " where job_id = :id")
                            .param("id", call.id().value())
                            .update());
        }
        return mine;
    }

    private static Map<String, Score> scores(RequestSummary summary, @Nullable String scores) {
        return Forgotten.scores(Json.readScores(scores, Map.of()), summary.language());
    }

    private void forgetAttempts(Call call) {
        Map<Integer, String> attempts = new HashMap<>();
        jdbc.sql("select number, scores from job_attempt where job_id = :id")
                .param("id", call.id().value())
                .query(row -> {
                    attempts.put(row.getInt("number"), row.getString("scores"));
                });
        attempts.forEach((number, scores) -> {
            CallResult result = new CallResult(scores(call.summary(), scores), Map.of(), 0, null);
            jdbc.sql("update job_attempt set scores = :scores, error = :error, injections = null"
                            + " where job_id = :id and number = :number")
                    .param("scores", Json.writeScores(result))
                    .param("error", result.error())
                    .param("id", call.id().value())
                    .param("number", number)
                    .update();
        });
    }

    private void count(RunId run, long calls) {
        jdbc.sql("update session set forgotten = forgotten + :calls, version = version + 1 where run_id = :run")
                .param("calls", calls)
                .param("run", run.value())
                .update();
    }

    /** How many calls of the run have had their texts forgotten; 0 when there is no such run. */
    public long forgotten(RunId run) {
        return number("forgotten", run);
    }

    /** How many of them the run's files leave out. */
    public long leftOut(RunId run) {
        return number("csv_forgotten", run);
    }

    private long number(String column, RunId run) {
        return jdbc.sql("select " + column + " from session where run_id = :run")
                .param("run", run.value())
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    /**
     * Says that the run's {@code scores.csv} is about to be written anew: what is there is not what is to be, and the judge's
     * prose goes, which may quote from the texts. Belongs into {@link SessionStore#exclusively}.
     */
    public CompletableFuture<Void> beginFiles(RunId run) {
        return writes.submit(() -> {
            jdbc.sql("update session set csv_length = 0, csv_checksum = 0, prose = null, version = version + 1"
                            + " where run_id = :run")
                    .param("run", run.value())
                    .update();
            return null;
        });
    }

    /**
     * Says that the run's files are written anew. Belongs into {@link SessionStore#exclusively}.
     *
     * @param forgotten how many calls they leave the texts out of
     */
    public CompletableFuture<Void> endFiles(RunId run, long length, long checksum, long forgotten) {
        return writes.submit(() -> {
            jdbc.sql("update session set csv_length = :length, csv_checksum = :checksum, csv_forgotten = :forgotten,"
                            + " version = version + 1 where run_id = :run")
                    .param("length", length)
                    .param("checksum", checksum)
                    .param("forgotten", forgotten)
                    .param("run", run.value())
                    .update();
            return null;
        });
    }
}
