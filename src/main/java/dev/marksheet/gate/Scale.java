package dev.marksheet.gate;

import dev.marksheet.statistics.MetricRange;

/** Puts a metric's values between 0 and 1, the worst possible at 0 and the best at 1. Immutable. */
public record Scale(MetricRange range) {

    /** The place of a value of the range; in [0, 1] for those that {@link #holds} them. */
    public double unit(double value) {
        double place = (value - range.min()) / (range.max() - range.min());
        return range.higherIsBetter() ? place : 1 - place;
    }

    /** Whether the value lies in the range. */
    public boolean holds(double value) {
        return value >= range.min() && value <= range.max();
    }

    /** Whether a gate can ask for the threshold: the plain mean can lie at an end of the range, evidence for it can't be. */
    public boolean allows(double threshold, GateRule rule) {
        return rule == GateRule.MEAN ? holds(threshold) : isProvable(threshold);
    }

    /** Whether scores can lie on both sides of the threshold: at an end of the range no number of calls proves anything. */
    public boolean isProvable(double threshold) {
        return threshold > range.min() && threshold < range.max();
    }
}
