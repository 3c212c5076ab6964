package dev.marksheet.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which runs to list, and in which order.
 *
 * @param text words that the session's id or a judge's name must hold, in capitals or not; empty for any
 * @param state which runs by what they are doing
 * @param sort what to order by
 * @param metric the metric for {@link Sort#METRIC}; empty for the others
 * @param reversed whether the order is the other way round
 * @param since the earliest that the latest activity may have been; null for any
 * @param after the last run seen; null to start
 */
public record RunQuery(
        String text,
        State state,
        Sort sort,
        String metric,
        boolean reversed,
        @Nullable Instant since,
        @Nullable Place after) {

    /** What a run must be doing to be listed. */
    public enum State {
        ALL,
        /** Calls wait or run. */
        LIVE,
        /** All calls have ended. */
        IDLE,
        /** Some calls or single scores failed. */
        ERRORS
    }

    /** What runs are ordered by, and the usual direction. */
    public enum Sort {
        /** The latest activity first. */
        LATEST,
        /** By the session's id, from the first letter on. */
        NAME,
        /** The most calls first. */
        CALLS,
        /** The lowest mean of a metric first; runs without one last. */
        METRIC
    }

    /**
     * A run's place in the order.
     *
     * @param key what it is ordered by: a number, or the id for {@link Sort#NAME}
     * @param run the run's id, which settles ties
     */
    public record Place(String key, String run) {}
}
