package dev.marksheet.web;

import dev.marksheet.statistics.Figure;
import org.jspecify.annotations.Nullable;

/** Durations as people read them. */
public final class Durations {

    private static final long SECOND = 1_000;

    private Durations() {}

    /** {@code 840 ms} or {@code 2.3 s}; null for none. */
    public static @Nullable String of(@Nullable Long millis) {
        if (millis == null) {
            return null;
        }
        return millis < SECOND ? millis + " ms" : Figure.of((double) millis / SECOND, 1) + " s";
    }
}
