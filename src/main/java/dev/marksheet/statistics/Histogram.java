package dev.marksheet.statistics;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How scores are spread, kept by increments in steps of {@link #STEP}. Immutable.
 *
 * @param counts scores by step: step {@code i} holds those from {@code i * STEP} up to the next; empty steps are left out
 */
public record Histogram(SortedMap<Integer, Long> counts) {

    /** The width of a step. */
    public static final double STEP = 0.05;

    public static final Histogram EMPTY = new Histogram(new TreeMap<>());

    private static final double ROUNDING = 1e-9;

    public Histogram {
        counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    }

    /** This histogram with one more score. */
    public Histogram plus(double value) {
        SortedMap<Integer, Long> more = new TreeMap<>(counts);
        more.merge((int) Math.floor(value / STEP + ROUNDING), 1L, Long::sum);
        return new Histogram(more);
    }

    /**
     * The scores in bins of equal width over a range; the last bin holds the highest score too, and scores outside of
     * the range are counted in the nearest bin.
     *
     * @param bins how many bins; a step that two bins share is counted in the lower one
     */
    public long[] over(MetricRange range, int bins) {
        long[] totals = new long[bins];
        double width = (range.max() - range.min()) / bins;
        for (Map.Entry<Integer, Long> step : counts.entrySet()) {
            int bin = (int) Math.floor((step.getKey() * STEP - range.min()) / width + ROUNDING);
            totals[Math.max(0, Math.min(bins - 1, bin))] += step.getValue();
        }
        return totals;
    }
}
