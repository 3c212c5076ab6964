package dev.marksheet.statistics;

import org.apache.commons.statistics.distribution.NormalDistribution;

/** Wilson's score interval of a proportion (JASA 22, 1927), which stays honest with few calls and at 0 and 1. */
final class Wilson {

    private static final double UPPER_TAIL = 0.025;
    private static final double Z = NormalDistribution.of(0, 1).inverseSurvivalProbability(UPPER_TAIL);

    private Wilson() {}

    /** The 95 % interval of the proportion {@code p} seen in {@code n} calls, inside 0..1; all of 0..1 without calls. */
    static MetricStat.Interval interval(double p, long n) {
        if (n == 0) {
            return new MetricStat.Interval(0, 1);
        }
        double z2n = Z * Z / n;
        double centre = (p + z2n / 2) / (1 + z2n);
        double margin = Z / (1 + z2n) * Math.sqrt(p * (1 - p) / n + z2n / (4 * n));
        return new MetricStat.Interval(
                p == 0 ? 0 : Math.max(0, centre - margin), p == 1 ? 1 : Math.min(1, centre + margin));
    }
}
