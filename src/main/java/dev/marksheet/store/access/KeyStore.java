package dev.marksheet.store.access;

import dev.marksheet.session.access.AccessKey;
import dev.marksheet.session.access.Role;
import dev.marksheet.store.database.Writes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keys to the service. Changes return a future that ends once they are durable. Safe for use by many threads at once. */
@Repository
public class KeyStore {

    private final JdbcClient jdbc;
    private final Writes writes;

    KeyStore(JdbcClient jdbc, Writes writes) {
        this.jdbc = jdbc;
        this.writes = writes;
    }

    public CompletableFuture<Void> insert(AccessKey key) {
        AccessKey.Terms terms = key.terms();
        return writes.submit(() -> {
            jdbc.sql("""
                            insert into access_key (key_id, name, role, session_prefix, secret_hash, created_at, expires_at,
                                                    calls_per_minute, max_open_calls)
                            values (:id, :name, :role, :prefix, :hash, :created, :expires, :calls, :open)
                            """)
                    .param("id", key.id())
                    .param("name", terms.name())
                    .param("role", terms.role().wireName())
                    .param("prefix", terms.sessionPrefix())
                    .param("hash", key.secretHash())
                    .param("created", key.createdAt().toEpochMilli())
                    .param("expires", millis(terms.expiresAt()))
                    .param("calls", terms.callsPerMinute())
                    .param("open", terms.maxOpenCalls())
                    .update();
            return null;
        });
    }

    /** The key, whether it opens anything or not. */
    public Optional<AccessKey> find(String id) {
        return jdbc.sql("select * from access_key where key_id = :id")
                .param("id", id)
                .query((row, n) -> key(row))
                .optional();
    }

    /** Whether there is a key that nobody has revoked. */
    public boolean hasAny() {
        return jdbc.sql("select 1 from access_key where revoked_at is null limit 1")
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /**
     * Keys, the newest first: up to {@code limit} of those behind a place.
     *
     * @param createdAt epoch milliseconds of the last key seen; {@link Long#MAX_VALUE} to start
     * @param id of the last key seen; empty to start
     */
    public List<AccessKey> newestFirst(long createdAt, String id, int limit) {
        return jdbc.sql("""
                        select * from access_key where (created_at, key_id) < (:created, :id)
                        order by created_at desc, key_id desc limit :limit
                        """)
                .param("created", createdAt)
                .param("id", id)
                .param("limit", limit)
                .query((row, n) -> key(row))
                .list();
    }

    /** Ends a key for good, and the logins by it. The future says whether there was such a key that opened anything. */
    public CompletableFuture<Boolean> revoke(String id, Instant now) {
        return writes.submit(() -> {
            jdbc.sql("delete from access_login where key_id = :id")
                    .param("id", id)
                    .update();
            return jdbc.sql("update access_key set revoked_at = :now where key_id = :id and revoked_at is null")
                            .param("now", now.toEpochMilli())
                            .param("id", id)
                            .update()
                    == 1;
        });
    }

    public CompletableFuture<Void> used(String id, Instant now) {
        return writes.submit(() -> {
            jdbc.sql("update access_key set last_used_at = :now"
                            + " where key_id = :id and coalesce(last_used_at, 0) < :now")
                    .param("now", now.toEpochMilli())
                    .param("id", id)
                    .update();
            return null;
        });
    }

    private static @Nullable Long millis(@Nullable Instant time) {
        return time == null ? null : Long.valueOf(time.toEpochMilli());
    }

    private static AccessKey key(ResultSet row) throws SQLException {
        return new AccessKey(
                row.getString("key_id"),
                new AccessKey.Terms(
                        row.getString("name"),
                        Role.ofWireName(row.getString("role")),
                        row.getString("session_prefix"),
                        instant(row, "expires_at"),
                        number(row, "calls_per_minute"),
                        number(row, "max_open_calls")),
                row.getString("secret_hash"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                instant(row, "last_used_at"),
                instant(row, "revoked_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(value);
    }

    private static @Nullable Integer number(ResultSet row, String column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? null : Integer.valueOf(value);
    }
}
