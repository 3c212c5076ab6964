package dev.marksheet.gate;

import java.util.Arrays;

/**
 * Tests whether the mean of scores lies above or below a threshold, and may be looked at after every score without
 * spoiling its error rates.
 *
 * <p>A gambler with the wealth 1 bets on each next score. Against "the mean is at most t" a part c of what can be staked is
 * put on scores above t: the wealth becomes W⁺ = mean over c of ∏(1 + c/t · (xᵢ − t)). If that hypothesis is true the
 * wealth has an expectation of at most 1 after any number of scores, so by Ville's inequality (1939) it ever reaches 1/α
 * with a probability of at most α. Against "the mean is at least t" it is W⁻ = mean over c of ∏(1 + c/(1−t) · (t − xᵢ)).
 * Betting with fixed stakes, mixed over several of them, is one of the ways of Waudby-Smith and Ramdas (Estimating means of
 * bounded random variables by betting, JRSS B 86, 2024). Nothing is assumed of the scores but that they lie in [0, 1] and
 * that each has the same expectation given those before it.
 *
 * <p>The first side to reach its bound decides, for good. A failed score counts for neither side's good: as 0 in W⁺ and as
 * 1 in W⁻. Not safe for use by several threads at once.
 */
public final class SequentialTest {

    /** Small stakes suit means near the threshold, large ones those far from it; the mixture needs no guess. */
    private static final double[] STAKES = {0.02, 0.05, 0.1, 0.2, 0.35, 0.55, 0.8};

    private final double threshold;
    private final double passAt;
    private final double failAt;
    private final double logPassAt;
    private final double logFailAt;
    private final double[] logFor = new double[STAKES.length];
    private final double[] logAgainst = new double[STAKES.length];

    private GateVerdict verdict = GateVerdict.UNDECIDED;

    /**
     * @param threshold strictly between 0 and 1: no number of scores can prove a mean above 1 or below 0
     * @param alpha the probability with which a wrong verdict is accepted, strictly between 0 and 1
     * @param criteria how many criteria the gate has, at least 1. A gate passes when all of them pass, but fails when one
     *     fails, so each may fail wrongly with {@code alpha / criteria} only
     * @throws IllegalArgumentException if one of them lies outside
     */
    public SequentialTest(double threshold, double alpha, int criteria) {
        if (!(threshold > 0 && threshold < 1)) {
            throw new IllegalArgumentException("threshold must lie between 0 and 1, both excluded: " + threshold);
        }
        if (!(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException("alpha must lie between 0 and 1, both excluded: " + alpha);
        }
        if (criteria < 1) {
            throw new IllegalArgumentException("criteria must be at least 1: " + criteria);
        }
        this.threshold = threshold;
        this.passAt = 1 / alpha;
        this.failAt = criteria / alpha;
        this.logPassAt = Math.log(passAt);
        this.logFailAt = Math.log(failAt);
    }

    /**
     * Takes the next score in. Does nothing once there is a verdict.
     *
     * @param score in [0, 1], more is better
     * @throws IllegalArgumentException if it lies outside
     */
    public void scored(double score) {
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("a score must lie in [0, 1]: " + score);
        }
        next(score, score);
    }

    /** Takes in that the next score is unknown, since the judge gave none. Does nothing once there is a verdict. */
    public void failed() {
        next(0, 1);
    }

    private void next(double asEvidenceFor, double asEvidenceAgainst) {
        if (verdict != GateVerdict.UNDECIDED) {
            return;
        }
        double mostFor = Double.NEGATIVE_INFINITY;
        double mostAgainst = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < STAKES.length; i++) {
            logFor[i] += Math.log1p(STAKES[i] / threshold * (asEvidenceFor - threshold));
            logAgainst[i] += Math.log1p(STAKES[i] / (1 - threshold) * (threshold - asEvidenceAgainst));
            mostFor = Math.max(mostFor, logFor[i]);
            mostAgainst = Math.max(mostAgainst, logAgainst[i]);
        }
        // A mean lies below the largest part, as stakes differ, so that most scores need no exponentials.
        if (mostFor >= logPassAt && evidenceFor() >= passAt) {
            verdict = GateVerdict.PASS;
        } else if (mostAgainst >= logFailAt && evidenceAgainst() >= failAt) {
            verdict = GateVerdict.FAIL;
        }
    }

    /** What the scores so far say; never changes again once it is PASS or FAIL. */
    public GateVerdict verdict() {
        return verdict;
    }

    /** W⁺, the evidence that the mean lies above the threshold: now, or when the verdict fell. At least 0; 1 is none. */
    public double evidenceFor() {
        return mean(logFor);
    }

    /** W⁻, the evidence that the mean lies below the threshold: now, or when the verdict fell. At least 0; 1 is none. */
    public double evidenceAgainst() {
        return mean(logAgainst);
    }

    /** The evidence for at which the test passes. */
    public double passAt() {
        return passAt;
    }

    /** The evidence against at which the test fails. */
    public double failAt() {
        return failAt;
    }

    /** The threshold, between 0 and 1. */
    double threshold() {
        return threshold;
    }

    /**
     * About how many more scores like those so far would bring a verdict.
     *
     * @param scores how many there were
     * @param most beyond which nothing is told
     * @return 0 when there is a verdict; -1 when it would take more than {@code most}
     */
    long scoresToVerdict(long scores, long most) {
        if (verdict != GateVerdict.UNDECIDED) {
            return 0;
        }
        if (scores == 0 || !reached(scores, most)) {
            return -1;
        }
        long low = 0;
        long high = most;
        while (high - low > 1) {
            long middle = (low + high) / 2;
            if (reached(scores, middle)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    /** Whether wealth that goes on to grow as it did decides after so many more scores. */
    private boolean reached(long scores, long more) {
        double grown = (double) (scores + more) / scores;
        return grown(logFor, grown) >= passAt || grown(logAgainst, grown) >= failAt;
    }

    private static double grown(double[] logs, double times) {
        return Arrays.stream(logs).map(log -> Math.exp(log * times)).average().orElseThrow();
    }

    private static double mean(double[] logs) {
        return Arrays.stream(logs).map(Math::exp).average().orElseThrow();
    }
}
