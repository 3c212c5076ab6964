package dev.marksheet.store;

import dev.marksheet.session.ExamResult;
import dev.marksheet.session.ExamRun;
import dev.marksheet.store.database.Writes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How judges did in the exam, the last runs of each. Safe for use by many threads at once. */
@Repository
public class ExamStore {

    private static final int KEPT = 10;
    private static final int MOST_LISTED = 100;
    private static final String LATER = "(o.started_at, o.exam_id) > (e.started_at, e.exam_id)";

    private final JdbcClient jdbc;
    private final Writes writes;

    ExamStore(JdbcClient jdbc, Writes writes) {
        this.jdbc = jdbc;
        this.writes = writes;
    }

    /**
     * Keeps a run that begins; gives false, and keeps nothing, while another of the same judge runs.
     *
     * @param silentSince a run that was not heard of from then on counts as interrupted
     */
    public CompletableFuture<Boolean> begin(ExamRun run, Instant silentSince) {
        return writes.submit(() -> {
            interrupt(run.fingerprint(), silentSince);
            prune(run.fingerprint());
            return jdbc.sql("""
                            insert into exam (exam_id, fingerprint, judge_model, state, started_at, seen_at, done, row_count)
                            values (:id, :fingerprint, :model, :state, :started, :seen, :done, :rows) on conflict do nothing
                            """)
                            .param("id", run.id())
                            .param("fingerprint", run.fingerprint())
                            .param("model", run.judgeModel())
                            .param("state", run.state().wireName())
                            .param("started", run.startedAt().toEpochMilli())
                            .param("seen", run.seenAt().toEpochMilli())
                            .param("done", run.done())
                            .param("rows", run.rows())
                            .update()
                    == 1;
        });
    }

    private void interrupt(String fingerprint, Instant silentSince) {
        jdbc.sql("update exam set state = 'interrupted', finished_at = seen_at"
                        + " where fingerprint = :fingerprint and state = 'running' and seen_at < :since")
                .param("fingerprint", fingerprint)
                .param("since", silentSince.toEpochMilli())
                .update();
    }

    private void prune(String fingerprint) {
        jdbc.sql("delete from exam where fingerprint = :fingerprint and state <> 'running' and exam_id not in"
                        + " (select exam_id from exam where fingerprint = :fingerprint"
                        + " order by started_at desc, exam_id desc limit :kept)")
                .param("fingerprint", fingerprint)
                .param("kept", KEPT)
                .update();
    }

    /** Says how far a run has come. */
    public CompletableFuture<Void> progress(String id, int done, Instant now) {
        return writes.submit(() -> {
            jdbc.sql("update exam set done = :done, seen_at = :now where exam_id = :id and state = 'running'")
                    .param("done", done)
                    .param("now", now.toEpochMilli())
                    .param("id", id)
                    .update();
            return null;
        });
    }

    /** Keeps how a run ended, under the fingerprint that it ended with; one that has ended already stays as it is. */
    public CompletableFuture<Void> end(ExamRun run) {
        String result = run.result() == null ? null : Json.write(run.result());
        return writes.submit(() -> {
            jdbc.sql("""
                            update exam set fingerprint = :fingerprint, state = :state, done = :done, seen_at = :seen,
                                   finished_at = :finished, error = :error, result = :result
                            where exam_id = :id and state = 'running'
                            """)
                    .param("fingerprint", run.fingerprint())
                    .param("state", run.state().wireName())
                    .param("done", run.done())
                    .param("seen", run.seenAt().toEpochMilli())
                    .param("finished", millis(run.finishedAt()))
                    .param("error", run.error())
                    .param("result", result)
                    .param("id", run.id())
                    .update();
            return null;
        });
    }

    private static @Nullable Long millis(@Nullable Instant time) {
        return time == null ? null : Long.valueOf(time.toEpochMilli());
    }

    /**
     * The latest run of each judge, the latest first; at most a hundred.
     *
     * @param model the one judge model that is asked for; null for all
     */
    public List<ExamRun> latest(@Nullable String model) {
        return jdbc.sql("select * from exam e where (:model = '' or e.judge_model = :model) and not exists"
                        + " (select 1 from exam o where o.fingerprint = e.fingerprint and " + LATER + ")"
                        + " order by e.started_at desc, e.exam_id desc limit " + MOST_LISTED)
                .param("model", model == null ? "" : model)
                .query((row, n) -> run(row))
                .list();
    }

    /** The completed runs of a judge, the latest first: at most {@code limit}. */
    public List<ExamRun> completed(String fingerprint, int limit) {
        return jdbc.sql("select * from exam where fingerprint = :fingerprint and state = 'completed'"
                        + " order by started_at desc, exam_id desc limit :limit")
                .param("fingerprint", fingerprint)
                .param("limit", limit)
                .query((row, n) -> run(row))
                .list();
    }

    /** The results of the latest completed runs of judges, in the order of their fingerprints. */
    public List<ExamResult> results(Collection<String> fingerprints) {
        return fingerprints.stream()
                .flatMap(fingerprint -> completed(fingerprint, 1).stream())
                .flatMap(run -> Optional.ofNullable(run.result()).stream())
                .toList();
    }

    private static ExamRun run(ResultSet row) throws SQLException {
        String result = row.getString("result");
        long finished = row.getLong("finished_at");
        Instant finishedAt = row.wasNull() ? null : Instant.ofEpochMilli(finished);
        return new ExamRun(
                row.getString("exam_id"),
                row.getString("fingerprint"),
                row.getString("judge_model"),
                ExamRun.State.ofWireName(row.getString("state")),
                Instant.ofEpochMilli(row.getLong("started_at")),
                Instant.ofEpochMilli(row.getLong("seen_at")),
                finishedAt,
                row.getInt("done"),
                row.getInt("row_count"),
                row.getString("error"),
                result == null ? null : Json.readExam(result));
    }
}
