package dev.marksheet.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marksheet.statistics.Difference.Verdict;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where all scores of a run are equal, its own spread says nothing, and Newcombe's way is taken. */
class DifferenceOfEqualScoresTests {

    private static final MetricRange STARS = new MetricRange(1, 5, true);

    /** t of 95 % with 2 degrees of freedom, from a printed table. */
    private static final double T2 = 4.3027;

    /** Newcombe, Statistics in Medicine 17 (1998), table II, method 10: examples (f) to (i). */
    @ParameterizedTest
    @CsvSource({
        "0, 20, 0, 10, -0.1611, 0.2775",
        "0, 10, 0, 10, -0.2775, 0.2775",
        "0, 20, 1, 10, 0.6791, 1.0000",
        "0, 10, 1, 10, 0.6075, 1.0000"
    })
    void isAsNewcombePrintedIt(double base, int baseCount, double other, int otherCount, double low, double high) {
        Difference difference = Difference.unpaired(equal(base, baseCount), equal(other, otherCount), MetricRange.UNIT);

        assertThat(difference.interval().low()).isCloseTo(low, within(5e-5));
        assertThat(difference.interval().high()).isCloseTo(high, within(5e-5));
        assertThat(difference.baseCount()).isEqualTo(baseCount);
        assertThat(difference.otherCount()).isEqualTo(otherCount);
    }

    @Test
    void putsWilsonsIntervalOfEqualScoresAndStudentsOfOthersTogether() {
        // Ten scores of 3 in 1..5: Wilson of 5 of 10 is 0.2366 to 0.7634, so 1.9464 to 4.0536. Scores 3, 4, 5 have the
        // mean 4,
        // variance 1 and Student's interval 4 ± t / √3, of which the upper half is cut at 5.
        Difference difference = Difference.unpaired(equal(3, 10), stat(3, 4, 5), STARS);

        double down = Math.hypot(T2 / Math.sqrt(3), 4 * 0.2634);
        double up = Math.hypot(1, 4 * 0.2634);
        assertThat(difference.value()).isEqualTo(1);
        assertThat(difference.interval().low()).isCloseTo(1 - down, within(1e-3));
        assertThat(difference.interval().high()).isCloseTo(1 + up, within(1e-3));
    }

    @Test
    void isMirroredWhenTheTwoRunsChangePlaces() {
        MetricStat equal = equal(1, 10);
        MetricStat spread = stat(3, 4, 5, 2);

        MetricStat.Interval there = Difference.unpaired(equal, spread, STARS).interval();
        MetricStat.Interval back = Difference.unpaired(spread, equal, STARS).interval();

        assertThat(back.low()).isCloseTo(-there.high(), within(1e-12));
        assertThat(back.high()).isCloseTo(-there.low(), within(1e-12));
        assertThat(there.low()).isPositive();
    }

    @Test
    void takesAPairedDifferenceThatIsAlwaysTheSameFromTheScoresThemselves() {
        // All ten answers gained a whole unit, 0 to 1: as example (i), whichever way they are compared.
        Difference paired = Difference.paired(Collections.nCopies(10, new Difference.Pair(0, 1)), MetricRange.UNIT);

        assertThat(paired.interval().low()).isCloseTo(0.6075, within(5e-5));
        assertThat(paired.interval().high()).isCloseTo(1, within(5e-5));
        assertThat(paired.verdict(true)).isEqualTo(Verdict.BETTER);
    }

    /** A billionth of the range is rounding: of 1..5 that is 4e-9, and all of it. */
    @ParameterizedTest
    @CsvSource({"0, true", "3.9e-9, true", "5e-9, false", "1e-7, false"})
    void measuresRoundingByTheRange(double spread, boolean equal) {
        MetricStat base = stat(3, 3 + spread, 3);
        Difference difference = Difference.unpaired(base, stat(4, 4 + spread, 4), STARS);

        MetricStat.Interval interval = difference.interval();
        assertThat(interval.high() - interval.low() > 1).isEqualTo(equal);

        List<Difference.Pair> pairs =
                List.of(new Difference.Pair(1, 2), new Difference.Pair(4, 5 + spread), new Difference.Pair(2, 3));
        MetricStat.Interval paired = Difference.paired(pairs, STARS).interval();
        assertThat(paired.high() - paired.low() > 1).isEqualTo(equal);
    }

    @Test
    void takesAnEdgeOfRoundingForRounding() {
        MetricStat atTheEdge = stat(0, MetricStat.NOISE);
        MetricStat.Interval unpaired =
                Difference.unpaired(atTheEdge, stat(0.5, 0.7), MetricRange.UNIT).interval();
        MetricStat.Interval same = Difference.unpaired(stat(0, 0), stat(0.5, 0.7), MetricRange.UNIT)
                .interval();

        assertThat(unpaired.low()).isCloseTo(same.low(), within(1e-8));
        assertThat(Difference.paired(Collections.nCopies(3, new Difference.Pair(0, MetricStat.NOISE)), MetricRange.UNIT)
                        .interval())
                .isNull();
        assertThat(Difference.paired(
                                Collections.nCopies(3, new Difference.Pair(0, 2 * MetricStat.NOISE)), MetricRange.UNIT)
                        .interval())
                .isNotNull();
    }

    private static MetricStat equal(double value, int count) {
        return Collections.nCopies(count, value).stream().reduce(MetricStat.EMPTY, MetricStat::plus, (a, b) -> b);
    }

    private static MetricStat stat(double... values) {
        MetricStat stat = MetricStat.EMPTY;
        for (double value : values) {
            stat = stat.plus(value);
        }
        return stat;
    }
}
