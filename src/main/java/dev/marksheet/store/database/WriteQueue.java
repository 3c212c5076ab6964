package dev.marksheet.store.database;

import dev.marksheet.session.RunId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Group commit: all changes that wait while one transaction is being made durable share the next one, so that the number
 * of disk syncs does not grow with the number of callers. Changes run one after another, in the order they were handed
 * in. A change that fails takes no other with it: the batch is run again change by change.
 */
public final class WriteQueue implements Writes, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WriteQueue.class);
    private static final int MAX_BATCH = 256;

    private final TransactionTemplate transaction;
    private final CommitGuard guard;
    private final BlockingQueue<Change<?>> waiting = new LinkedBlockingQueue<>();
    private final Thread writer;
    private volatile boolean open = true;

    public WriteQueue(TransactionTemplate transaction) {
        this(transaction, () -> {});
    }

    WriteQueue(TransactionTemplate transaction, CommitGuard guard) {
        this.transaction = transaction;
        this.guard = guard;
        this.writer = new Thread(this::run, "store-writer");
        writer.setDaemon(true);
        writer.start();
    }

    @Override
    public <T extends @Nullable Object> CompletableFuture<T> submit(Supplier<T> work) {
        Change<T> change = new Change<>(work);
        waiting.add(change);
        if (!open && waiting.remove(change)) {
            change.refuse();
        }
        return change.done;
    }

    /** On the caller's thread, so that the writer never waits for it. No other process writes, so nobody is kept out. */
    @Override
    public <T extends @Nullable Object> T exclusively(RunId run, Supplier<T> work) {
        return work.get();
    }

    private void run() {
        List<Change<?>> batch = new ArrayList<>();
        while (open || !waiting.isEmpty()) {
            try {
                batch.add(waiting.take());
                waiting.drainTo(batch, MAX_BATCH - 1);
                commit(batch);
            } catch (InterruptedException e) {
                LOG.warn("store writer was interrupted and goes on: {} changes wait", waiting.size());
            } catch (Throwable e) {
                // Whatever it was: nobody else writes, and all who hand in changes wait for this thread.
                batch.forEach(change -> change.done.completeExceptionally(e));
                LOG.error("{} changes failed", batch.size(), e);
            } finally {
                batch.clear();
            }
        }
        refuseRest();
    }

    private void commit(List<Change<?>> batch) {
        try {
            guard.check();
            transaction.executeWithoutResult(status -> batch.forEach(Change::run));
            guard.check();
        } catch (RuntimeException | Error e) {
            if (batch.size() == 1) {
                batch.get(0).done.completeExceptionally(e);
            } else {
                batch.forEach(change -> commit(List.of(change)));
            }
            return;
        }
        batch.forEach(Change::succeed);
    }

    /** Refuses what came after the writer had looked for the last time; submitters refuse their own. */
    private void refuseRest() {
        Change<?> change;
        while ((change = waiting.poll()) != null) {
            change.refuse();
        }
    }

    /** Commits what waits, then ends the writer. */
    @Override
    public void close() {
        open = false;
        waiting.add(new Change<>(() -> null));
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Change<T extends @Nullable Object> {

        private final Supplier<T> work;
        private final CompletableFuture<T> done = new CompletableFuture<>();
        private @Nullable T result;

        Change(Supplier<T> work) {
            this.work = work;
        }

        void run() {
            result = work.get();
        }

        void refuse() {
            done.completeExceptionally(new IllegalStateException("the store is closed"));
        }

        void succeed() {
            done.complete(result);
        }
    }
}
