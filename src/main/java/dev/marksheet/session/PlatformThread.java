package dev.marksheet.session;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Work that must not run on a virtual thread: reading from the jar. A virtual thread can be put aside while it holds the
 * jar's lock; virtual threads that load a class and wait for that lock keep their carriers, and once all carriers are
 * kept so, the first one never gets back to give the lock up. A platform thread always goes on.
 */
public final class PlatformThread {

    private PlatformThread() {}

    /** Does the work on a thread of its own and waits for it; what it throws is thrown. */
    public static <T> T call(Supplier<T> work) {
        CompletableFuture<T> done = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        done.complete(work.get());
                    } catch (RuntimeException | Error e) {
                        done.completeExceptionally(e);
                    }
                },
                "jar-reader");
        thread.setDaemon(true);
        thread.start();
        try {
            return done.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
