package dev.marksheet.statistics;

/**
 * The nominal range of a metric's scores.
 *
 * @param min lowest score
 * @param max highest score
 * @param higherIsBetter whether more is better
 */
public record MetricRange(double min, double max, boolean higherIsBetter) {

    /** 0 to 1, more is better. */
    public static final MetricRange UNIT = new MetricRange(0, 1, true);

    /** This range, made as wide as to hold the other. */
    MetricRange widened(MetricRange other) {
        return new MetricRange(Math.min(min, other.min), Math.max(max, other.max), higherIsBetter);
    }

    /** The best possible score. */
    public double best() {
        return higherIsBetter ? max : min;
    }

    /** The worst possible score. */
    public double worst() {
        return higherIsBetter ? min : max;
    }
}
