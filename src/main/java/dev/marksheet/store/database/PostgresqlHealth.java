package dev.marksheet.store.database;

import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Part of readiness: no call can be accepted while PostgreSQL can't be reached or takes nothing that is written, as after a
 * switch to a standby. It asks on a connection of the writers, one at a time; whoever comes meanwhile is told what was seen
 * last, so that many probes, or one that hangs, take no connection from the calls. Safe for use by many threads at once.
 */
final class PostgresqlHealth implements HealthIndicator {

    private static final String ON_STANDBYS_TOO = "select current_setting('transaction_read_only')";

    private final Writes writes;
    private final JdbcClient jdbc;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile Health last = Health.up().build();

    PostgresqlHealth(Writes writes, JdbcClient jdbc) {
        this.writes = writes;
        this.jdbc = jdbc;
    }

    @Override
    public Health health() {
        if (!asking.tryLock()) {
            return last;
        }
        try {
            last = seen();
            return last;
        } finally {
            asking.unlock();
        }
    }

    private Health seen() {
        try {
            boolean isReadOnly = writes.submit(
                            () -> jdbc.sql(ON_STANDBYS_TOO).query(Boolean.class).single())
                    .join();
            return isReadOnly ? out("it is read-only") : Health.up().build();
        } catch (CompletionException e) {
            return out("it can't be reached");
        }
    }

    private static Health out(String why) {
        return Health.outOfService().withDetail("database", why).build();
    }
}
