package dev.marksheet.gate;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Tests once, when all scores of a sample of known size are there, whether their mean lies above or below a threshold. It
 * is sharper than {@link SequentialTest} and may be looked at that one time only.
 *
 * <p>Scores that are all 0 or 1 are judged by the one-sided interval of Wilson (JASA 22, 1927), others by that of Student
 * (Biometrika 6, 1908). Failed scores count as 0 on the way to a PASS and as 1 on the way to a FAIL. Immutable.
 *
 * @param scored how many scores
 * @param failed how many scores the judge did not give
 * @param mean of the scores; 0 while there are none
 * @param squares sum of their squared deviations from it, by increments that come to 0 for equal scores (Welford,
 *     Technometrics 4, 1962)
 * @param binary whether every score is 0 or 1
 */
public record FixedSampleTest(long scored, long failed, double mean, double squares, boolean binary) {

    /** Scores that deviate less than this from each other differ by rounding alone. */
    private static final double NOISE = 1e-9;

    public static final FixedSampleTest EMPTY = new FixedSampleTest(0, 0, 0, 0, true);

    /** With one more score, in [0, 1]. */
    public FixedSampleTest plus(double score) {
        double newMean = mean + (score - mean) / (scored + 1);
        return new FixedSampleTest(
                scored + 1,
                failed,
                newMean,
                squares + (score - mean) * (score - newMean),
                binary && (score == 0 || score == 1));
    }

    /** With one more score that the judge did not give. */
    public FixedSampleTest plusFailed() {
        return new FixedSampleTest(scored, failed + 1, mean, squares, binary);
    }

    /**
     * The verdict at an error rate of {@code alpha} on each side.
     *
     * @param threshold in [0, 1]
     * @param passAlpha the probability with which a wrong PASS is accepted
     * @param failAlpha the probability with which a wrong FAIL is accepted
     */
    public GateVerdict verdict(double threshold, double passAlpha, double failAlpha) {
        if (bound(0, passAlpha, -1) > threshold) {
            return GateVerdict.PASS;
        }
        return bound(1, failAlpha, 1) < threshold ? GateVerdict.FAIL : GateVerdict.UNDECIDED;
    }

    /** The one-sided bound of the mean with every failed score taken as {@code instead}; no bound while too few. */
    private double bound(double instead, double alpha, int side) {
        long n = scored + failed;
        double none = side < 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        if (n < 2) {
            return none;
        }
        double all = mean + (instead - mean) * failed / n;
        if (binary) {
            return wilson(all, n, NormalDistribution.of(0, 1).inverseSurvivalProbability(alpha), side);
        }
        double between = (instead - mean) * (instead - mean) * scored * failed / n;
        double variance = (squares + between) / (n - 1);
        // Equal scores tell nothing of the spread that others may have.
        return variance <= NOISE * NOISE
                ? none
                : all + side * TDistribution.of(n - 1).inverseSurvivalProbability(alpha) * Math.sqrt(variance / n);
    }

    private static double wilson(double p, long n, double z, int side) {
        double z2n = z * z / n;
        double centre = p + z2n / 2;
        return (centre + side * z * Math.sqrt(p * (1 - p) / n + z2n / (4 * n))) / (1 + z2n);
    }
}
