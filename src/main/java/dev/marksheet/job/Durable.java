package dev.marksheet.job;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Waits for changes to become durable. */
final class Durable {

    private Durable() {}

    /** The change's result; what the change threw is thrown as it was. */
    static <T> T await(CompletableFuture<T> change) {
        try {
            return change.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw e;
        }
    }
}
