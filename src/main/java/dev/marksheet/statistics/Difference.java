package dev.marksheet.statistics;

import java.util.List;
import java.util.Objects;
import org.apache.commons.statistics.distribution.TDistribution;
import org.jspecify.annotations.Nullable;

/**
 * How the mean of a metric differs between two runs, and how sure that is.
 *
 * <p>Scores of equal questions are compared pair by pair: the interval is Student's t interval of the mean of their
 * differences, which leaves out how much harder one question is than another (Student, Biometrika 6, 1908). Otherwise the
 * means are compared by Welch's interval, which allows unequal variances, with Satterthwaite's degrees of freedom (Welch,
 * Biometrika 34, 1947; Satterthwaite, Biometrics Bulletin 2, 1946); where all scores of one run are equal, by Newcombe's
 * way of putting two intervals together (Statistics in Medicine 17, 1998, method 10).
 *
 * @param paired whether equal questions were compared pair by pair
 * @param baseCount scores of the base that were compared; the number of pairs when paired
 * @param otherCount scores of the other that were compared; the number of pairs when paired
 * @param base the base's mean of these scores
 * @param other the other's mean of these scores
 * @param interval 95 % interval of {@code other - base}; null where it can't be told
 */
public record Difference(
        boolean paired,
        long baseCount,
        long otherCount,
        double base,
        double other,
        MetricStat.@Nullable Interval interval) {

    private static final double UPPER_TAIL = 0.025;

    /** What the interval says in plain words. */
    public enum Verdict {
        BETTER,
        WORSE,
        UNDECIDED
    }

    /** Two scores of one question. */
    public record Pair(double base, double other) {}

    /** How much more the other has than the base. */
    public double value() {
        return other - base;
    }

    /** Better or worse only where the whole interval lies on one side of no difference. */
    public Verdict verdict(boolean higherIsBetter) {
        if (interval == null || interval.low() <= 0 && interval.high() >= 0) {
            return Verdict.UNDECIDED;
        }
        return interval.low() > 0 == higherIsBetter ? Verdict.BETTER : Verdict.WORSE;
    }

    /**
     * The other run against the base, pair by pair.
     *
     * @param pairs scores of equal questions, at least one
     * @param range the metric's
     */
    public static Difference paired(List<Pair> pairs, MetricRange range) {
        MetricStat bases = MetricStat.EMPTY;
        MetricStat others = MetricStat.EMPTY;
        MetricStat differences = MetricStat.EMPTY;
        for (Pair pair : pairs) {
            bases = bases.plus(pair.base());
            others = others.plus(pair.other());
            differences = differences.plus(pair.other() - pair.base());
        }
        long n = differences.scored();
        return new Difference(true, n, n, bases.mean(), others.mean(), interval(bases, others, differences, range));
    }

    private static MetricStat.@Nullable Interval interval(
            MetricStat bases, MetricStat others, MetricStat differences, MetricRange range) {
        long n = differences.scored();
        if (n >= 2 && !isEqual(differences, range)) {
            return around(differences.mean(), n - 1, Math.sqrt(differences.squares() / (n - 1) / n));
        }
        // Differences that are all equal have no spread to tell an interval from; the scores may have one.
        return Math.abs(differences.mean()) <= noise(range) ? null : interval(bases, others, range);
    }

    /**
     * The other run against the base, by their means.
     *
     * @param base the base's scores, at least one
     * @param other the other's scores, at least one
     * @param range the metric's
     */
    public static Difference unpaired(MetricStat base, MetricStat other, MetricRange range) {
        return new Difference(
                false, base.scored(), other.scored(), base.mean(), other.mean(), interval(base, other, range));
    }

    private static MetricStat.@Nullable Interval interval(MetricStat base, MetricStat other, MetricRange range) {
        if (base.scored() < 2 || other.scored() < 2) {
            return null;
        }
        if (isEqual(base, range) || isEqual(other, range)) {
            return fromBoth(base, other, range);
        }
        double a = base.squares() / (base.scored() - 1) / base.scored();
        double b = other.squares() / (other.scored() - 1) / other.scored();
        double freedom = (a + b) * (a + b) / (a * a / (base.scored() - 1) + b * b / (other.scored() - 1));
        return around(other.mean() - base.mean(), freedom, Math.sqrt(a + b));
    }

    /** Whether the values differ by rounding alone. */
    private static boolean isEqual(MetricStat values, MetricRange range) {
        return values.max() - values.min() <= noise(range);
    }

    private static double noise(MetricRange range) {
        return MetricStat.NOISE * (range.max() - range.min());
    }

    /** Put together from the intervals of both means, which exist where all scores are equal, too. */
    private static MetricStat.Interval fromBoth(MetricStat base, MetricStat other, MetricRange range) {
        MetricStat.Interval b = Objects.requireNonNull(base.interval(range.min(), range.max()));
        MetricStat.Interval o = Objects.requireNonNull(other.interval(range.min(), range.max()));
        double value = other.mean() - base.mean();
        return new MetricStat.Interval(
                value - Math.hypot(other.mean() - o.low(), b.high() - base.mean()),
                value + Math.hypot(o.high() - other.mean(), base.mean() - b.low()));
    }

    private static MetricStat.Interval around(double value, double freedom, double error) {
        double margin = TDistribution.of(freedom).inverseSurvivalProbability(UPPER_TAIL) * error;
        return new MetricStat.Interval(value - margin, value + margin);
    }
}
