package dev.marksheet.store.access;

import dev.marksheet.store.database.Writes;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Logins by a browser, for all nodes. Safe for use by many threads at once. */
@Repository
public class LoginStore {

    private final JdbcClient jdbc;
    private final Writes writes;

    LoginStore(JdbcClient jdbc, Writes writes) {
        this.jdbc = jdbc;
        this.writes = writes;
    }

    /**
     * A login that has not ended by its time.
     *
     * @param keyHash of the key's secret at that time
     */
    public record Login(String keyId, String keyHash) {}

    /** Keeps a login and forgets those whose time is over. The future ends once it is durable. */
    public CompletableFuture<Void> begin(String tokenHash, Login login, Instant now, Instant expiresAt) {
        return writes.submit(() -> {
            jdbc.sql("delete from access_login where expires_at <= :now")
                    .param("now", now.toEpochMilli())
                    .update();
            jdbc.sql("insert into access_login (token_hash, key_id, key_hash, expires_at)"
                            + " values (:token, :key, :hash, :expires)")
                    .param("token", tokenHash)
                    .param("key", login.keyId())
                    .param("hash", login.keyHash())
                    .param("expires", expiresAt.toEpochMilli())
                    .update();
            return null;
        });
    }

    public Optional<Login> find(String tokenHash, Instant now) {
        return jdbc.sql("select key_id, key_hash from access_login where token_hash = :token and expires_at > :now")
                .param("token", tokenHash)
                .param("now", now.toEpochMilli())
                .query((row, n) -> new Login(row.getString("key_id"), row.getString("key_hash")))
                .optional();
    }

    /** The future ends once the login has. */
    public CompletableFuture<Void> end(String tokenHash) {
        return writes.submit(() -> {
            jdbc.sql("delete from access_login where token_hash = :token")
                    .param("token", tokenHash)
                    .update();
            return null;
        });
    }
}
