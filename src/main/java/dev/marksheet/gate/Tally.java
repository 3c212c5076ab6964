package dev.marksheet.gate;

import org.jspecify.annotations.Nullable;

/**
 * What one criterion has seen of a session's calls, in the order of their acceptance. It goes on from where it is, so that
 * a call is read once. Not safe for use by several threads at once.
 */
public final class Tally {

    private static final double LEAST = 1e-9;

    private final Scale scale;
    private final double alpha;
    private final int criteria;
    private final SequentialTest test;

    private FixedSampleTest seen = FixedSampleTest.EMPTY;
    private @Nullable FixedSampleTest expected;
    private boolean closed;
    private double sum;
    private long skipped;
    private long outside;
    private long last;

    /**
     * @param question whose error rate and criteria count
     * @param scale of the metric
     * @param threshold that the scale allows
     * @param criteria how many criteria the gate has
     */
    public Tally(GateQuestion question, Scale scale, double threshold, int criteria) {
        this.scale = scale;
        this.alpha = question.alpha();
        this.criteria = criteria;
        this.test = new SequentialTest(within(scale.unit(threshold)), question.alphaOfEveryLook(), criteria);
    }

    /** What is asked of the plain mean alone may be at an end, where there is no evidence to speak of. */
    private static double within(double threshold) {
        return Math.max(LEAST, Math.min(1 - LEAST, threshold));
    }

    /**
     * Takes in what became of the metric on the next call.
     *
     * @param sequence of the call, higher than any before
     * @param outcome {@code scored}, {@code failed} or {@code skipped}
     * @param value of a score
     */
    public void take(long sequence, String outcome, double value) {
        last = sequence;
        switch (outcome) {
            case "scored" -> scored(value);
            case "failed" -> {
                seen = seen.plusFailed();
                test.failed();
            }
            default -> skipped++;
        }
    }

    private void scored(double value) {
        sum += value;
        outside += scale.holds(value) ? 0 : 1;
        double unit = Math.max(0, Math.min(1, scale.unit(value)));
        seen = seen.plus(unit);
        test.scored(unit);
    }

    /** Says that all expected calls have been taken in: what they prove in one look is held for good. */
    public void close() {
        if (!closed) {
            closed = true;
            expected = test.verdict() == GateVerdict.UNDECIDED ? seen : null;
        }
    }

    /** Whether {@link #close} was called. */
    public boolean closed() {
        return closed;
    }

    /** The sequence of the last call taken in; 0 before the first. */
    public long last() {
        return last;
    }

    /** What every look together say, and the one look at all expected calls where they say nothing. */
    GateVerdict verdict() {
        GateVerdict once = inOneLook();
        return once == GateVerdict.UNDECIDED ? test.verdict() : once;
    }

    /** What the one look at all expected calls says; undecided where it was not taken. */
    GateVerdict inOneLook() {
        return expected == null
                ? GateVerdict.UNDECIDED
                : expected.verdict(test.threshold(), alpha / 2, alpha / 2 / criteria);
    }

    SequentialTest test() {
        return test;
    }

    /** In the metric's own units; null without scores. */
    @Nullable
    Double mean() {
        return seen.scored() == 0 ? null : sum / seen.scored();
    }

    long scored() {
        return seen.scored();
    }

    long failed() {
        return seen.failed();
    }

    long skipped() {
        return skipped;
    }

    /** How many scores lie outside the range of the metric. */
    long outside() {
        return outside;
    }

    /** The share of scores that the judge gave; null where it was not asked. */
    @Nullable
    Double coverage() {
        long asked = seen.scored() + seen.failed();
        return asked == 0 ? null : (double) seen.scored() / asked;
    }
}
