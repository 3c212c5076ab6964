package dev.marksheet.judge;

import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** What went wrong in a future. Pure; safe for use by many threads at once. */
public final class Failures {

    private Failures() {}

    /** The fault itself, without what futures wrap around it on its way through them; null for null. */
    public static @Nullable Throwable cause(@Nullable Throwable fault) {
        Throwable cause = fault;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
