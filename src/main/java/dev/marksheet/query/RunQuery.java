package dev.marksheet.query;

import org.jspecify.annotations.Nullable;

/**
 * Which runs to list, and in which order.
 *
 * @param filter which runs
 * @param sort what to order by
 * @param metric the metric for {@link Sort#METRIC}; empty for the others
 * @param reversed whether the order is the other way round
 * @param after the last run seen; null to start
 */
public record RunQuery(
        RunFilter filter,
        Sort sort,
        String metric,
        boolean reversed,
        @Nullable Place after) {

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
