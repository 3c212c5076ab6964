package dev.marksheet.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marksheet.statistics.Difference.Pair;
import dev.marksheet.statistics.Difference.Verdict;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DifferenceTests {

    /** t of 95 % with 4 degrees of freedom, from a printed table. */
    private static final double T4 = 2.776;

    @Test
    void comparesPairByPair() {
        // Differences 0.1, 0.2, 0.1, 0.2, 0.15: mean 0.15, variance (4 · 0.05² = 0.01) / 4 = 0.0025, error √(0.0025 /
        // 5).
        Difference difference = Difference.paired(
                List.of(
                        new Pair(0.1, 0.2),
                        new Pair(0.5, 0.7),
                        new Pair(0.9, 1.0),
                        new Pair(0.3, 0.5),
                        new Pair(0.2, 0.35)),
                MetricRange.UNIT);

        double margin = T4 * Math.sqrt(0.0025 / 5);
        assertThat(difference.value()).isCloseTo(0.15, within(1e-12));
        assertThat(difference.interval().low()).isCloseTo(0.15 - margin, within(1e-4));
        assertThat(difference.interval().high()).isCloseTo(0.15 + margin, within(1e-4));
        assertThat(difference.paired()).isTrue();
        assertThat(difference.baseCount()).isEqualTo(5);
        assertThat(difference.verdict(true)).isEqualTo(Verdict.BETTER);
        assertThat(difference.verdict(false)).isEqualTo(Verdict.WORSE);
    }

    @Test
    void comparesMeansOfUnequalVarianceAndNumber() {
        // Variances 1/3 over 4 and 1 over 3 scores: error² = 1/12 + 1/3 = 5/12; freedom = (5/12)² / (1/432 + 1/18) = 3.
        Difference difference = Difference.unpaired(stat(1, 1, 2, 2), stat(3, 4, 5), MetricRange.UNIT);

        double margin = 3.1824 * Math.sqrt(5.0 / 12);
        assertThat(difference.value()).isCloseTo(2.5, within(1e-12));
        assertThat(difference.interval().low()).isCloseTo(2.5 - margin, within(1e-3));
        assertThat(difference.interval().high()).isCloseTo(2.5 + margin, within(1e-3));
        assertThat(difference.paired()).isFalse();
    }

    @Test
    void decidesEqualDifferencesAlikeHoweverTheyRound() {
        List<Pair> tenths = Stream.of(0.1, 0.2, 0.3, 0.5, 0.6)
                .map(a -> new Pair(a, a + 0.1))
                .toList();
        List<Pair> quarters = Stream.of(0.0, 0.25, 0.5, 0.0, 0.5)
                .map(a -> new Pair(a, a + 0.25))
                .toList();
        List<Pair> noise = Stream.of(0.1, 0.2, 0.3, 0.5, 0.6)
                .map(a -> new Pair(a, a + 1e-16))
                .toList();

        assertThat(Difference.paired(quarters, MetricRange.UNIT).verdict(true)).isEqualTo(Verdict.UNDECIDED);
        Difference difference = Difference.paired(tenths, MetricRange.UNIT);
        assertThat(difference.verdict(true)).isEqualTo(Verdict.UNDECIDED);
        assertThat(difference.interval().high() - difference.interval().low()).isGreaterThan(0.1);
        assertThat(Difference.paired(noise, MetricRange.UNIT).interval()).isNull();
    }

    @Test
    void decidesNothingWhereTheIntervalHoldsZeroOrCannotBeTold() {
        Difference noisy = Difference.unpaired(stat(0.1, 0.9, 0.5), stat(0.2, 0.8, 0.7), MetricRange.UNIT);
        Difference equal = Difference.paired(Collections.nCopies(20, new Pair(0.4, 0.4)), MetricRange.UNIT);
        Difference single = Difference.unpaired(stat(0.1), stat(0.9, 0.8), MetricRange.UNIT);

        assertThat(noisy.verdict(true)).isEqualTo(Verdict.UNDECIDED);
        assertThat(equal.interval()).isNull();
        assertThat(equal.verdict(true)).isEqualTo(Verdict.UNDECIDED);
        assertThat(single.interval()).isNull();
    }

    @Test
    void isSureOfManyEqualDifferencesButNotOfFew() {
        Difference many = Difference.paired(Collections.nCopies(20, new Pair(0, 1)), MetricRange.UNIT);
        Difference few = Difference.unpaired(stat(0, 0), stat(1, 1), MetricRange.UNIT);

        assertThat(many.verdict(true)).isEqualTo(Verdict.BETTER);
        // Wilson's intervals of 0 of 2 and 2 of 2 reach 0.658 and 0.342: 1 - √(0.658² + 0.658²) = 0.07.
        assertThat(few.interval().low()).isCloseTo(0.07, within(0.005));
    }

    private static MetricStat stat(double... values) {
        MetricStat stat = MetricStat.EMPTY;
        for (double value : values) {
            stat = stat.plus(value);
        }
        return stat;
    }
}
