package dev.marksheet.store.database;

import dev.marksheet.session.RunId;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes changes durable: each one as a whole or not at all. Safe for use by many threads at once. */
public interface Writes {

    /** Runs the change in a transaction; the future ends once it is durable, or fails with what the change threw. */
    <T extends @Nullable Object> CompletableFuture<T> submit(Supplier<T> change);

    /**
     * Does work on a run while no other process does any through this method; reads, and the changes that are made in it,
     * see each other. What the work throws is thrown. Between threads of one process the caller keeps order.
     *
     * @param work may be slow; done again from its start when its changes have lost a race
     */
    <T extends @Nullable Object> T exclusively(RunId run, Supplier<T> work);
}
