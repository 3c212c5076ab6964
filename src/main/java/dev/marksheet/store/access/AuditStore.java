package dev.marksheet.store.access;

import dev.marksheet.session.access.AuditEntry;
import dev.marksheet.store.database.Writes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What was done and what was refused. Entries of what was done stay for good; of those that were refused, which anybody can
 * cause, the latest. Safe for use by many threads at once.
 */
@Repository
public class AuditStore {

    /** Ids begin with a digit. */
    private static final String BEHIND_ALL = "A";

    private final JdbcClient jdbc;
    private final Writes writes;

    AuditStore(JdbcClient jdbc, Writes writes) {
        this.jdbc = jdbc;
        this.writes = writes;
    }

    public CompletableFuture<Void> append(AuditEntry entry) {
        return writes.submit(() -> {
            jdbc.sql("""
                            insert into audit (entry_id, created_at, key_id, key_name, action, target, outcome, status,
                                               remote_address, attempts)
                            values (:id, :time, :key, :name, :action, :target, :outcome, :status, :address, :attempts)
                            """)
                    .param("id", entry.id())
                    .param("time", entry.time().toEpochMilli())
                    .param("key", entry.keyId())
                    .param("name", entry.keyName())
                    .param("action", entry.action())
                    .param("target", entry.target())
                    .param("outcome", entry.outcome().wireName())
                    .param("status", entry.status())
                    .param("address", entry.remoteAddress())
                    .param("attempts", entry.attempts())
                    .update();
            return null;
        });
    }

    /** Forgets what was refused, but for the latest entries of that kind. The future says how many went. */
    public CompletableFuture<Integer> keepRefused(int latest) {
        return writes.submit(() -> jdbc.sql("delete from audit where outcome = 'refused' and entry_id <="
                        + " (select entry_id from audit where outcome = 'refused' order by entry_id desc"
                        + " limit 1 offset :latest)")
                .param("latest", latest)
                .update());
    }

    /**
     * Entries, the newest first: up to {@code limit} of those before one.
     *
     * @param before the id of the last entry seen; null to start
     */
    public List<AuditEntry> newestFirst(@Nullable String before, int limit) {
        return jdbc.sql("select * from audit where entry_id < :before order by entry_id desc limit :limit")
                .param("before", before == null ? BEHIND_ALL : before)
                .param("limit", limit)
                .query((row, n) -> entry(row))
                .list();
    }

    private static AuditEntry entry(ResultSet row) throws SQLException {
        return new AuditEntry(
                row.getString("entry_id"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                row.getString("key_id"),
                row.getString("key_name"),
                row.getString("action"),
                row.getString("target"),
                AuditEntry.Outcome.ofWireName(row.getString("outcome")),
                row.getInt("status"),
                row.getString("remote_address"),
                row.getLong("attempts"));
    }
}
