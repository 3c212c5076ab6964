package dev.marksheet.web;

import dev.marksheet.statistics.MetricRange;
import dev.marksheet.statistics.MetricStat;
import org.jspecify.annotations.Nullable;

/**
 * How good a score is, in five steps of colour from {@code worst} to {@code best}. The colour is never alone: the number
 * stands beside it.
 */
public enum Level {
    WORST(0.35),
    POOR(0.5),
    FAIR(0.7),
    GOOD(0.85),
    BEST(Double.POSITIVE_INFINITY);

    private final double below;

    Level(double below) {
        this.below = below;
    }

    /** The level of a score, by its place between the worst and the best that the metric allows. */
    static Level of(double value, MetricRange range) {
        double share = share(value, range);
        for (Level level : values()) {
            if (share < level.below) {
                return level;
            }
        }
        return BEST;
    }

    /** The CSS class: {@code level-1} to {@code level-5}; {@code level-0} where there is no score. */
    public static String cssOf(@Nullable Double value, MetricRange range) {
        return value == null ? "level-0" : "level-" + (of(value, range).ordinal() + 1);
    }

    /** Where a score lies between worst (0) and best (1). A cosine may be negative, but 0 is as bad as it gets. */
    public static double share(double value, MetricRange range) {
        double floor = range.max() == 1 ? Math.max(0, range.min()) : range.min();
        double place = Math.max(0, Math.min(1, (value - floor) / (range.max() - floor)));
        return range.higherIsBetter() ? place : 1 - place;
    }

    /** Where a score is drawn between the bottom (0) and the top (1) of a scale, whichever end is the better one. */
    static double height(double value, MetricRange range) {
        double share = share(value, range);
        return range.higherIsBetter() ? share : 1 - share;
    }

    /** The range to draw a metric's scores on: a cosine's lower half is left out while nothing lies in it. */
    public static MetricRange drawn(MetricRange range, MetricStat stat) {
        return range.min() < 0 && stat.min() >= 0 ? new MetricRange(0, range.max(), range.higherIsBetter()) : range;
    }
}
