package dev.marksheet.store;

import dev.marksheet.session.RunId;
import dev.marksheet.session.WebhookDelivery;
import dev.marksheet.store.database.Writes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The messages to webhooks on their way. Each is in the hands of one process at a time, and of those about one run to one
 * receiver only the oldest goes out. Safe for use by many threads and processes at once.
 */
@Repository
public class Deliveries {

    private static final String COLUMNS = "seq, delivery_id, receiver, event, run_id, data, state, created_at,"
            + " tried_until, attempts, next_at, ended_at, status, fault";

    private final JdbcClient jdbc;
    private final Writes writes;

    Deliveries(JdbcClient jdbc, Writes writes) {
        this.jdbc = jdbc;
        this.writes = writes;
    }

    /** Whether a message to the receiver may be due: cheap, and asked often. */
    public boolean isDue(String receiver, Instant now) {
        return !jdbc.sql("select 1 from webhook_delivery where receiver = :receiver and state = 'pending'"
                        + " and next_at <= :now and claimed_to <= :now limit 1")
                .param("receiver", receiver)
                .param("now", now.toEpochMilli())
                .query(Integer.class)
                .list()
                .isEmpty();
    }

    /**
     * Takes messages that are due into this process's hands.
     *
     * @param lease how long nobody else takes them; longer than an attempt may last
     */
    public CompletableFuture<List<WebhookDelivery>> claim(String receiver, Instant now, Duration lease, int limit) {
        return writes.submit(() -> {
            dropIdleOfBusySessions(receiver, now);
            return due(receiver, now, limit).stream()
                    .filter(delivery -> take(delivery.id(), now, now.plus(lease)))
                    .toList();
        });
    }

    /** A session that has gone on within the quiet time was not idle; it is told of when it next is. */
    private void dropIdleOfBusySessions(String receiver, Instant now) {
        jdbc.sql(
                        "delete from webhook_delivery where receiver = :receiver and state = 'pending' and event = :idle"
                                + " and attempts = 0 and next_at <= :now and next_at > created_at and exists"
                                + " (select 1 from session s where s.run_id = webhook_delivery.run_id and s.queued + s.running > 0)")
                .param("receiver", receiver)
                .param("idle", Outbox.SESSION_IDLE)
                .param("now", now.toEpochMilli())
                .update();
    }

    private List<WebhookDelivery> due(String receiver, Instant now, int limit) {
        return jdbc.sql("select " + COLUMNS + " from webhook_delivery d where receiver = :receiver"
                        + " and state = 'pending' and next_at <= :now and claimed_to <= :now and not exists"
                        + " (select 1 from webhook_delivery e where e.receiver = d.receiver and e.run_id = d.run_id"
                        + " and e.state = 'pending' and e.seq < d.seq) order by next_at, seq limit :limit")
                .param("receiver", receiver)
                .param("now", now.toEpochMilli())
                .param("limit", limit)
                .query((row, n) -> delivery(row))
                .list();
    }

    private boolean take(String id, Instant now, Instant until) {
        return jdbc.sql("update webhook_delivery set claimed_to = :until, attempts = attempts + 1"
                                + " where delivery_id = :id and state = 'pending' and claimed_to <= :now")
                        .param("until", until.toEpochMilli())
                        .param("now", now.toEpochMilli())
                        .param("id", id)
                        .update()
                == 1;
    }

    /** The receiver has taken it. */
    public CompletableFuture<Void> delivered(String id, @Nullable Integer status, Instant now) {
        return end(id, "delivered", status, null, now);
    }

    /** It is tried no more. */
    public CompletableFuture<Void> failed(String id, @Nullable Integer status, String fault, Instant now) {
        return end(id, "failed", status, fault, now);
    }

    private CompletableFuture<Void> end(
            String id, String state, @Nullable Integer status, @Nullable String fault, Instant now) {
        return writes.submit(() -> {
            jdbc.sql("update webhook_delivery set state = :state, ended_at = :now, status = :status, fault = :fault,"
                            + " claimed_to = 0 where delivery_id = :id and state = 'pending'")
                    .param("state", state)
                    .param("now", now.toEpochMilli())
                    .param("status", status)
                    .param("fault", fault)
                    .param("id", id)
                    .update();
            return null;
        });
    }

    /** It was not taken and is tried again. */
    public CompletableFuture<Void> missed(String id, @Nullable Integer status, String fault, Instant next) {
        return writes.submit(() -> {
            jdbc.sql("update webhook_delivery set next_at = :next, status = :status, fault = :fault, claimed_to = 0"
                            + " where delivery_id = :id and state = 'pending'")
                    .param("next", next.toEpochMilli())
                    .param("status", status)
                    .param("fault", fault)
                    .param("id", id)
                    .update();
            return null;
        });
    }

    /** Has a message sent now, whatever came of it before; the future says whether there is such a message. */
    public CompletableFuture<Boolean> again(String id, Instant now) {
        return writes.submit(() -> jdbc.sql("update webhook_delivery set state = 'pending', next_at = :now,"
                                + " ended_at = null, tried_until = :until where delivery_id = :id")
                        .param("now", now.toEpochMilli())
                        .param("until", now.plus(Outbox.TRIED_FOR).toEpochMilli())
                        .param("id", id)
                        .update()
                == 1);
    }

    /** Forgets messages that have ended before; the future says how many, {@code limit} at most. */
    public CompletableFuture<Integer> forget(Instant endedBefore, int limit) {
        return writes.submit(() -> {
            List<Long> old = jdbc.sql(
                            "select seq from webhook_delivery where ended_at is not null and ended_at < :before"
                                    + " order by ended_at limit :limit")
                    .param("before", endedBefore.toEpochMilli())
                    .param("limit", limit)
                    .query(Long.class)
                    .list();
            return old.isEmpty()
                    ? 0
                    : jdbc.sql("delete from webhook_delivery where seq in (:old)")
                            .param("old", old)
                            .update();
        });
    }

    /**
     * Messages, the newest first.
     *
     * @param state only those in it; empty for all
     * @param before only older ones than this sequence
     */
    public List<WebhookDelivery> list(String state, long before, int limit) {
        return jdbc.sql("select " + COLUMNS + " from webhook_delivery where seq < :before"
                        + " and (:state = '' or state = :state) order by seq desc limit :limit")
                .param("before", before)
                .param("state", state)
                .param("limit", limit)
                .query((row, n) -> delivery(row))
                .list();
    }

    /** How many messages to a receiver are in a state. */
    public long count(String receiver, String state) {
        return jdbc.sql("select count(*) from webhook_delivery where receiver = :receiver and state = :state")
                .param("receiver", receiver)
                .param("state", state)
                .query(Long.class)
                .single();
    }

    private static WebhookDelivery delivery(ResultSet row) throws SQLException {
        String run = row.getString("run_id");
        return new WebhookDelivery(
                row.getLong("seq"),
                row.getString("delivery_id"),
                row.getString("receiver"),
                row.getString("event"),
                run.isEmpty() ? null : new RunId(run),
                row.getString("data"),
                row.getString("state"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                Instant.ofEpochMilli(row.getLong("tried_until")),
                row.getInt("attempts"),
                Instant.ofEpochMilli(row.getLong("next_at")),
                instant(row, "ended_at"),
                number(row, "status"),
                row.getString("fault"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    private static @Nullable Integer number(ResultSet row, String column) throws SQLException {
        int number = row.getInt(column);
        return row.wasNull() ? null : Integer.valueOf(number);
    }
}
