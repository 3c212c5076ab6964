package dev.marksheet.query;

import dev.marksheet.session.RunId;
import org.jspecify.annotations.Nullable;

/**
 * Which calls of a run to show, and in which order.
 *
 * @param metric the metric whose scores give the order, leaving out calls without one; {@link #MEAN} for the mean of a
 *     call's scores, failed calls before all others and open ones behind them; null for the order of acceptance
 * @param ascending whether the lowest score, or the oldest call, comes first
 * @param only the state or outcome that calls must have; null for all
 * @param bound what a metric's score must lie beyond; null for all
 * @param text words that must stand in the question, the answer, a context or the ground truth, in capitals or not, of
 *     one of the latest {@link #SEARCHED} calls; null for all
 */
public record CallQuery(
        RunId run,
        @Nullable String metric,
        boolean ascending,
        @Nullable Only only,
        @Nullable Bound bound,
        @Nullable String text) {

    /** Stands for the mean of a call's scores; no metric is called so. */
    public static final String MEAN = "*";

    /** Words are looked for in so many of the latest calls. */
    public static final int SEARCHED = 5_000;

    /** What calls can be picked by. */
    public enum Only {
        /** Queued or running. */
        OPEN,
        /** With a metric that failed. */
        FAILED,
        /** With a metric that was skipped. */
        SKIPPED,
        /** With words that give the judge orders. */
        INJECTED
    }

    /**
     * A limit on a metric's score, itself excluded.
     *
     * @param below whether scores below it are meant; else those above
     */
    public record Bound(String metric, double value, boolean below) {}

    /**
     * The place of a call in an order.
     *
     * @param value its score in the metric that gives the order; null in the order of acceptance
     * @param sequence its place in the order of acceptance
     */
    public record Place(@Nullable Double value, long sequence) {}

    /** The calls in the opposite order. */
    public CallQuery reversed() {
        return new CallQuery(run, metric, !ascending, only, bound, text);
    }
}
