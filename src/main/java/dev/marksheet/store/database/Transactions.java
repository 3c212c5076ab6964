package dev.marksheet.store.database;

import dev.marksheet.session.RunId;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Changes of a database that serves many processes: each in a transaction of its own, on the caller's thread. PostgreSQL
 * makes the transactions of all its clients durable together; to share one here would only hold the rows' locks longer.
 */
public final class Transactions implements Writes {

    /** Lost races end at the latest when every rival has won one. */
    private static final int TRIES = 10;

    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;

    public Transactions(TransactionTemplate transaction, JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    @Override
    public <T extends @Nullable Object> CompletableFuture<T> submit(Supplier<T> change) {
        try {
            return CompletableFuture.completedFuture(inTransaction(change));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** In one transaction, which the changes made in it join. */
    @Override
    public <T extends @Nullable Object> T exclusively(RunId run, Supplier<T> work) {
        return inTransaction(() -> {
            lock(run);
            return work.get();
        });
    }

    /**
     * A lock of its own and not one of the session's row: while rows are written to files, calls are accepted and started,
     * which counts them in that row. The figures that a recorder writes there are its own, counters are added to.
     */
    private void lock(RunId run) {
        jdbc.sql("select cast(pg_advisory_xact_lock(hashtextextended(:run, 0)) as text)")
                .param("run", run.value())
                .query(String.class)
                .single();
    }

    private <T extends @Nullable Object> T inTransaction(Supplier<T> work) {
        int tries = 1;
        while (true) {
            try {
                return transaction.execute(status -> work.get());
            } catch (ConcurrencyFailureException e) {
                // Deadlock or serialization failure: nothing was changed, and the same again may succeed. A part of a
                // transaction can't be done again alone.
                if (TransactionSynchronizationManager.isActualTransactionActive() || tries++ == TRIES) {
                    throw e;
                }
            }
        }
    }
}
