package dev.marksheet.statistics;

import java.util.stream.LongStream;
import org.apache.commons.statistics.distribution.TDistribution;

/** The quantile of Student's t distribution that 95 % intervals need. */
final class StudentT {

    private static final double UPPER_TAIL = 0.025;
    private static final int KEPT = 128;

    /** The first ones are kept: finding one takes far longer than the rest of an interval's arithmetic. */
    private static final double[] FIRST =
            LongStream.rangeClosed(1, KEPT).mapToDouble(StudentT::find).toArray();

    private StudentT() {}

    /** The value that a variable with these degrees of freedom (at least 1) stays below with 97.5 %. */
    static double at(long freedom) {
        return freedom <= KEPT ? FIRST[(int) freedom - 1] : find(freedom);
    }

    private static double find(long freedom) {
        return TDistribution.of(freedom).inverseSurvivalProbability(UPPER_TAIL);
    }
}
