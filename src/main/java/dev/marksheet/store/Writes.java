package dev.marksheet.store;

import dev.marksheet.session.RunId;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes changes durable: each one as a whole or not at all. Safe for use by many threads at once. */
interface Writes {

    /** Runs the change in a transaction; the future ends once it is durable, or fails with what the change threw. */
    <T extends @Nullable Object> CompletableFuture<T> submit(Supplier<T> change);

    /**
     * Makes a change out of what was read before it, and returns once it is durable. What either part throws is thrown,
     * wrapped or as it is, and nothing is changed.
     *
     * @param preparation reads, and may do slow work; nobody may change what it read until the change is made
     * @param change makes the change
     */
    <T> void prepared(Supplier<T> preparation, Consumer<T> change);

    /** Waits in a preparation until no other process prepares a change for this run, and keeps all out until it is made. */
    void lock(RunId run);
}
