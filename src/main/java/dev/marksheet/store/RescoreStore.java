package dev.marksheet.store;

import dev.marksheet.session.JobId;
import dev.marksheet.session.RescoreOrder;
import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionId;
import dev.marksheet.session.access.Submitter;
import dev.marksheet.session.text.Sha256;
import dev.marksheet.store.database.Writes;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Orders to score the calls of one session into another, and how far each has come. Safe for use by many threads at once.
 */
@Repository
public class RescoreStore {

    private static final int KEY_BYTES = 16;

    /** A cancelled call was taken back: nobody wants it scored elsewhere; of one that was forgotten there is nothing to score. */
    private static final String CHOSEN =
            " from job j where j.run_id = :source and j.seq > :after and j.seq <= :last and j.status <> 'cancelled'"
                    + " and j.forgotten_at is null";

    private static final String NOT_THERE =
            " and not exists (select 1 from job t where t.run_id = :run and t.rescored_from = j.job_id)";

    private final JdbcClient jdbc;
    private final Writes writes;
    private final NewJobs sessions;

    RescoreStore(JdbcClient jdbc, Writes writes, Submitters submitters) {
        this.jdbc = jdbc;
        this.writes = writes;
        this.sessions = new NewJobs(jdbc, new SecureRandom(), submitters);
    }

    /**
     * An order that is not done.
     *
     * @param key tells it from others of its run
     * @param after the sequence of the last call that was copied
     * @param last the sequence of the last call that is to be
     */
    public record Open(RescoreOrder order, String key, long after, long last) {}

    /** A call that is to be copied, by the length of its request in characters; 0 where its texts are gone. */
    public record Source(long sequence, JobId job, long length) {}

    /**
     * How many calls an order is about.
     *
     * @param chosen all of them
     * @param missing those that are not in the other session yet
     * @param last the sequence of the last one
     */
    public record Extent(long chosen, long missing, long last) {}

    /**
     * What an order of now is about.
     *
     * @throws OutOfReachException if who orders does not reach the session that gets the calls
     */
    public Extent extent(RescoreOrder order) {
        sessions.submitter(order.into());
        Map<String, Object> params = params(order, 0, Long.MAX_VALUE);
        String chosen = CHOSEN + condition(order.selection(), params);
        return jdbc.sql("select count(*) as chosen, coalesce(max(j.seq), 0) as last, coalesce(sum(case when exists"
                        + " (select 1 from job t where t.run_id = :run and t.rescored_from = j.job_id)"
                        + " then 0 else 1 end), 0) as missing" + chosen)
                .params(params)
                .query((row, n) -> new Extent(row.getLong("chosen"), row.getLong("missing"), row.getLong("last")))
                .single();
    }

    /** What earlier orders have changed in calls of this source for that session; empty before the first. */
    public Optional<RescoreOrder.Changes> earlier(RescoreOrder order) {
        sessions.submitter(order.into());
        return jdbc.sql("select changes from rescore where run_id = :run and source_run_id = :source limit 1")
                .param("run", order.run().value())
                .param("source", order.source().value())
                .query(String.class)
                .optional()
                .map(Json::readChanges);
    }

    /** Keeps an order until it is done, makes its session, and begins anew with one that was there. */
    public CompletableFuture<Void> place(RescoreOrder order, long last, Instant now) {
        String changes = Json.write(order.changes());
        String selection = Json.write(order.selection());
        String key = Sha256.hex(order.source().value() + changes + selection, KEY_BYTES);
        Submitter by = sessions.submitter(order.into());
        return writes.submit(() -> {
            sessions.ensureSession(order.into(), by == null ? null : by.keyId(), now);
            jdbc.sql("""
                            insert into rescore
                                (run_id, order_key, source_run_id, changes, selection, up_to_seq, created_at)
                            values (:run, :key, :source, :changes, :selection, :last, :now)
                            on conflict (run_id, order_key) do update set
                                up_to_seq = excluded.up_to_seq, after_seq = 0, state = 'copying'
                            """)
                    .param("run", order.run().value())
                    .param("key", key)
                    .param("source", order.source().value())
                    .param("changes", changes)
                    .param("selection", selection)
                    .param("last", last)
                    .param("now", now.toEpochMilli())
                    .update();
            return null;
        });
    }

    /** Orders that are not done, the oldest first. */
    public List<Open> open(int limit) {
        return jdbc.sql("""
                        select s.session_id, o.order_key, o.source_run_id, o.changes, o.selection, o.after_seq, o.up_to_seq
                        from rescore o join session s on s.run_id = o.run_id
                        where o.state = 'copying' order by o.created_at limit :limit
                        """).param("limit", limit).query((row, n) -> order(row)).list();
    }

    private static Open order(ResultSet row) throws SQLException {
        return new Open(
                new RescoreOrder(
                        new SessionId(row.getString("session_id")),
                        new RunId(row.getString("source_run_id")),
                        Json.readChanges(row.getString("changes")),
                        Json.readSelection(row.getString("selection"))),
                row.getString("order_key"),
                row.getLong("after_seq"),
                row.getLong("up_to_seq"));
    }

    /** Takes the right to go on with an order, over all processes; empty while another has it, or once it is done. */
    public Optional<Open> claim(Open order, Instant now, Instant until) {
        boolean claimed = writes.submit(() -> jdbc.sql("update rescore set claimed_to = :until where run_id = :run"
                                        + " and order_key = :key and state = 'copying' and claimed_to <= :now")
                                .param("until", until.toEpochMilli())
                                .param("now", now.toEpochMilli())
                                .param("run", order.order().run().value())
                                .param("key", order.key())
                                .update()
                        == 1)
                .join();
        if (!claimed) {
            return Optional.empty();
        }
        long after = jdbc.sql("select after_seq from rescore where run_id = :run and order_key = :key")
                .param("run", order.order().run().value())
                .param("key", order.key())
                .query(Long.class)
                .optional()
                .orElse(order.after());
        return Optional.of(new Open(order.order(), order.key(), after, order.last()));
    }

    /** The next calls that are to be copied, in the order of their acceptance. */
    public List<Source> next(Open open, int limit) {
        Map<String, Object> params = params(open.order(), open.after(), open.last());
        params.put("limit", limit);
        String sql = "select j.seq, j.job_id, coalesce((select length(r.request) from job_request r"
                + " where r.job_id = j.job_id), 0) as length" + CHOSEN
                + condition(open.order().selection(), params) + NOT_THERE + " order by j.seq limit :limit";
        return jdbc.sql(sql)
                .params(params)
                .query((row, n) ->
                        new Source(row.getLong("seq"), new JobId(row.getString("job_id")), row.getLong("length")))
                .list();
    }

    /** How many calls of a run wait. */
    public long queued(RunId run) {
        return jdbc.sql("select queued from session where run_id = :run")
                .param("run", run.value())
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    /**
     * Says how far an order has come and gives the right to go on back. Belongs into transactions.
     *
     * @throws OrderGoneException if the order is gone, with its session
     */
    public void advance(Open open, long after) {
        if (finish(open, "after_seq = " + after) == 0) {
            throw new OrderGoneException(open.order());
        }
    }

    /** The session that gets the calls was deleted: nothing is to be stored. */
    public static final class OrderGoneException extends RuntimeException {

        private static final long serialVersionUID = 1;

        OrderGoneException(RescoreOrder order) {
            super("the order for " + order.run().value() + " is gone with its session");
        }
    }

    /** Whether the session whose calls an order copies is there. */
    public boolean hasSource(Open open) {
        return jdbc.sql("select 1 from session where run_id = :run")
                .param("run", open.order().source().value())
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** Ends an order whose source was deleted; what was copied stays. */
    public CompletableFuture<Void> endWithoutSource(Open open) {
        return writes.submit(() -> {
            finish(open, "state = 'source_deleted'");
            changed(open.order().run());
            return null;
        });
    }

    /** Whoever watches the session is told. */
    private void changed(RunId run) {
        jdbc.sql("update session set version = version + 1 where run_id = :run")
                .param("run", run.value())
                .update();
    }

    /** Gives the right to go on with an order back as it stands. */
    public CompletableFuture<Void> release(Open open) {
        return writes.submit(() -> {
            finish(open, "after_seq = after_seq");
            return null;
        });
    }

    /** Ends an order, unless it was placed again for later calls meanwhile. */
    public CompletableFuture<Void> end(Open open) {
        return writes.submit(() -> {
            finish(
                    open,
                    "state = case when up_to_seq = " + open.last() + " and after_seq = " + open.after()
                            + " then 'done' else 'copying' end");
            changed(open.order().run());
            return null;
        });
    }

    private int finish(Open open, String change) {
        return jdbc.sql("update rescore set claimed_to = 0, " + change + " where run_id = :run and order_key = :key")
                .param("run", open.order().run().value())
                .param("key", open.key())
                .update();
    }

    private static Map<String, Object> params(RescoreOrder order, long after, long last) {
        Map<String, Object> params = new LinkedHashMap<>();
        params.put("run", order.run().value());
        params.put("source", order.source().value());
        params.put("after", after);
        params.put("last", last);
        return params;
    }

    private static String condition(RescoreOrder.Selection selection, Map<String, Object> params) {
        StringBuilder sql = new StringBuilder();
        if (selection.failed()) {
            sql.append(" and j.error is not null and j.status in ('failed', 'completed')");
        }
        if (!selection.jobs().isEmpty()) {
            params.put("jobs", selection.jobs());
            sql.append(" and j.job_id in (:jobs)");
        }
        return sql.toString();
    }

    /** The jobs of a run that names stand for: a job's own id, or the client's id of a row. Names of none are left out. */
    public Map<String, List<String>> named(RunId run, List<String> names) {
        Map<String, List<String>> found = new LinkedHashMap<>();
        jdbc.sql("select job_id as name, job_id from job where run_id = :run and job_id in (:names)"
                        + " union all select item as name, job_id from job where run_id = :run and item in (:names)")
                .param("run", run.value())
                .param("names", names)
                .query(row -> {
                    found.computeIfAbsent(row.getString("name"), n -> new ArrayList<>())
                            .add(row.getString("job_id"));
                });
        return found;
    }
}
