package dev.marksheet.statistics;

import org.jspecify.annotations.Nullable;

/**
 * What is known of one metric over the calls of a session, kept by increments: adding a score costs the same whether it
 * is the tenth or the millionth.
 *
 * <p>Mean and squared deviations follow Welford (Technometrics 4, 1962), which stays exact where a sum of squares loses
 * digits.
 *
 * @param scored calls with a score
 * @param failed calls where the judge gave nothing usable
 * @param skipped calls where the metric did not apply
 * @param mean mean of the scores; 0 while there are none
 * @param squares sum of squared deviations from the mean
 * @param min lowest score; 0 while there are none
 * @param max highest score; 0 while there are none
 * @param histogram how the scores are spread
 * @param trend their course, in order of completion
 * @param range where the scores lie and which way is better, as the metric was described when it scored them: what it is
 *     later, or whether there still is such a metric, changes no figure
 */
public record MetricStat(
        long scored,
        long failed,
        long skipped,
        double mean,
        double squares,
        double min,
        double max,
        Histogram histogram,
        Trend trend,
        MetricRange range) {

    /** Scores that are nearer to each other than this share of their range differ by rounding alone. */
    static final double NOISE = 1e-9;

    public static final MetricStat EMPTY = new MetricStat(0, 0, 0, 0, 0, 0, 0);

    /** A range of plausible values for a mean. */
    public record Interval(double low, double high) {

        /**
         * Student's t interval of a mean, 95 %.
         *
         * @param n how many values, at least 2
         * @param squares sum of their squared deviations from the mean
         */
        public static Interval ofMean(double mean, double squares, long n) {
            double margin = StudentT.at(n - 1) * Math.sqrt(squares / (n - 1) / n);
            return new Interval(mean - margin, mean + margin);
        }

        /** Half its width. */
        public double margin() {
            return (high - low) / 2;
        }
    }

    /** Figures of scores in 0..1 whose spread and course are not known. */
    public MetricStat(long scored, long failed, long skipped, double mean, double squares, double min, double max) {
        this(scored, failed, skipped, mean, squares, min, max, Histogram.EMPTY, Trend.EMPTY, MetricRange.UNIT);
    }

    /** No scores yet, in this range. */
    public static MetricStat in(MetricRange range) {
        return EMPTY.with(range);
    }

    /**
     * The same figures where the metric scores within {@code described} from now on. Scores that are there stay within
     * the range, so it is widened where need be; what is better stays as it was.
     */
    public MetricStat described(MetricRange described) {
        return with(range.widened(described));
    }

    private MetricStat with(MetricRange newRange) {
        return new MetricStat(scored, failed, skipped, mean, squares, min, max, histogram, trend, newRange);
    }

    /** These figures with one more call where the judge gave nothing usable. */
    public MetricStat plusFailed() {
        return new MetricStat(scored, failed + 1, skipped, mean, squares, min, max, histogram, trend, range);
    }

    /** These figures without one of the calls where the judge gave nothing usable; it has another outcome by now. */
    public MetricStat minusFailed() {
        return new MetricStat(scored, failed - 1, skipped, mean, squares, min, max, histogram, trend, range);
    }

    /** These figures with one more call where the metric did not apply. */
    public MetricStat plusSkipped() {
        return new MetricStat(scored, failed, skipped + 1, mean, squares, min, max, histogram, trend, range);
    }

    /** These figures with one more score. */
    public MetricStat plus(double value) {
        long n = scored + 1;
        double newMean = mean + (value - mean) / n;
        return new MetricStat(
                n,
                failed,
                skipped,
                newMean,
                squares + (value - mean) * (value - newMean),
                scored == 0 ? value : Math.min(min, value),
                scored == 0 ? value : Math.max(max, value),
                histogram.plus(value),
                trend.plus(value),
                range);
    }

    /** Calls on which the metric was tried: scored and failed ones. */
    public long tried() {
        return scored + failed;
    }

    /** The sample standard deviation (n - 1); null with fewer than two scores. */
    public @Nullable Double standardDeviation() {
        return scored < 2 ? null : Math.sqrt(squares / (scored - 1));
    }

    /**
     * The 95 % interval of the mean, cut to the metric's nominal range; null with fewer than two scores.
     *
     * <p>It is Student's t interval. Where all scores are equal that interval would have no width, which would claim a
     * certainty that a handful of calls can't give: there it is Wilson's score interval (JASA 22, 1927) with the mean,
     * as a share of the range, in the place of the proportion.
     *
     * @param lowest the metric's lowest score
     * @param highest the metric's highest score
     */
    public @Nullable Interval interval(double lowest, double highest) {
        if (scored < 2) {
            return null;
        }
        if (max - min <= NOISE * (highest - lowest)) {
            return wilson(lowest, highest);
        }
        Interval all = Interval.ofMean(mean, squares, scored);
        return new Interval(Math.max(Math.min(lowest, min), all.low()), Math.min(Math.max(highest, max), all.high()));
    }

    private Interval wilson(double lowest, double highest) {
        double width = highest - lowest;
        Interval share = Wilson.interval(Math.max(0, Math.min(1, (mean - lowest) / width)), scored);
        return new Interval(
                Math.min(mean, lowest + width * share.low()), Math.max(mean, lowest + width * share.high()));
    }

    /** The mean if every failed call had scored {@code value}; null when no call was tried. */
    public @Nullable Double meanIfFailedScored(double value) {
        return tried() == 0 ? null : (mean * scored + value * failed) / tried();
    }
}
