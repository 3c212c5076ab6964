package dev.marksheet.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marksheet.statistics.Difference.Pair;
import dev.marksheet.statistics.Difference.Verdict;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every comparison, whatever the scores are. */
class DifferencePropertiesTests {

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 17, 200})
    void changingPlacesMirrorsTheInterval(int size) {
        List<Pair> pairs = pairs(size, 31);
        List<Pair> turned =
                pairs.stream().map(p -> new Pair(p.other(), p.base())).toList();

        assertMirrored(Difference.paired(pairs, MetricRange.UNIT), Difference.paired(turned, MetricRange.UNIT));
        assertMirrored(unpaired(pairs, MetricRange.UNIT), unpaired(turned, MetricRange.UNIT));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 17, 200})
    void starsFromOneToFiveAreComparedAsSharesAre(int size) {
        MetricRange stars = new MetricRange(1, 5, true);
        List<Pair> shares = pairs(size, 47);
        List<Pair> asStars = shares.stream()
                .map(p -> new Pair(1 + 4 * p.base(), 1 + 4 * p.other()))
                .toList();

        assertFourTimes(Difference.paired(shares, MetricRange.UNIT), Difference.paired(asStars, stars));
        assertFourTimes(unpaired(shares, MetricRange.UNIT), unpaired(asStars, stars));
    }

    @Test
    void pairsTellMoreThanMeansWhereQuestionsDifferMoreThanRuns() {
        List<Pair> pairs = IntStream.range(0, 20)
                .mapToObj(i -> new Pair(i / 25.0, i / 25.0 + (i % 2 == 0 ? 0.05 : 0.06)))
                .toList();

        assertThat(Difference.paired(pairs, MetricRange.UNIT).verdict(true)).isEqualTo(Verdict.BETTER);
        assertThat(unpaired(pairs, MetricRange.UNIT).verdict(true)).isEqualTo(Verdict.UNDECIDED);
    }

    @Test
    void twoPairsAreEnoughForAnIntervalAndOneIsNot() {
        // Differences 0.1 and 0.2: mean 0.15, deviation 0.0707, error 0.05; t of one degree of freedom is 12.7062.
        Difference two = Difference.paired(List.of(new Pair(0.1, 0.2), new Pair(0.5, 0.7)), MetricRange.UNIT);
        Difference one = Difference.paired(List.of(new Pair(0.1, 0.9)), MetricRange.UNIT);

        assertThat(two.interval().low()).isCloseTo(0.15 - 12.7062 * 0.05, within(1e-5));
        assertThat(two.interval().high()).isCloseTo(0.15 + 12.7062 * 0.05, within(1e-5));
        assertThat(one.interval()).isNull();
        assertThat(one.value()).isCloseTo(0.8, within(1e-12));
        assertThat(one.baseCount()).isEqualTo(1);
    }

    @Test
    void twoScoresOnEachSideAreEnoughForAnIntervalOfMeans() {
        // Variances 0.5 and 0.5 over two scores each: error² = 0.5, Satterthwaite's freedom 2, t 4.3027.
        Difference difference =
                Difference.unpaired(stat(List.of(1.0, 2.0)), stat(List.of(2.0, 3.0)), new MetricRange(1, 5, true));

        assertThat(difference.interval().low()).isCloseTo(1 - 4.3027 * Math.sqrt(0.5), within(1e-3));
        assertThat(difference.interval().high()).isCloseTo(1 + 4.3027 * Math.sqrt(0.5), within(1e-3));
    }

    /** An interval that touches zero holds it. */
    @ParameterizedTest
    @CsvSource({
        "0, 0.2, UNDECIDED, UNDECIDED",
        "-0.2, 0, UNDECIDED, UNDECIDED",
        "0, 0, UNDECIDED, UNDECIDED",
        "-0.1, 0.1, UNDECIDED, UNDECIDED",
        "0.001, 0.2, BETTER, WORSE",
        "-0.2, -0.001, WORSE, BETTER"
    })
    void decidesOnlyWhereZeroLiesOutside(double low, double high, Verdict moreIsBetter, Verdict lessIsBetter) {
        Difference difference =
                new Difference(false, 5, 5, 0.5, 0.5 + (low + high) / 2, new MetricStat.Interval(low, high));

        assertThat(difference.verdict(true)).isEqualTo(moreIsBetter);
        assertThat(difference.verdict(false)).isEqualTo(lessIsBetter);
    }

    private static void assertMirrored(Difference there, Difference back) {
        assertThat(back.value()).isCloseTo(-there.value(), within(1e-12));
        assertThat(back.interval().low()).isCloseTo(-there.interval().high(), within(1e-12));
        assertThat(back.interval().high()).isCloseTo(-there.interval().low(), within(1e-12));
        assertThat(there.interval().low()).isLessThan(there.value());
        assertThat(there.interval().high()).isGreaterThan(there.value());
    }

    private static void assertFourTimes(Difference shares, Difference stars) {
        assertThat(stars.value()).isCloseTo(4 * shares.value(), within(1e-12));
        assertThat(stars.interval().low()).isCloseTo(4 * shares.interval().low(), within(1e-11));
        assertThat(stars.interval().high()).isCloseTo(4 * shares.interval().high(), within(1e-11));
        assertThat(stars.verdict(true)).isEqualTo(shares.verdict(true));
    }

    private static Difference unpaired(List<Pair> pairs, MetricRange range) {
        return Difference.unpaired(
                stat(pairs.stream().map(Pair::base).toList()),
                stat(pairs.stream().map(Pair::other).toList()),
                range);
    }

    private static List<Pair> pairs(int size, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, size)
                .mapToObj(i -> new Pair(random.nextDouble(), random.nextDouble()))
                .toList();
    }

    private static MetricStat stat(List<Double> values) {
        return values.stream().reduce(MetricStat.EMPTY, MetricStat::plus, (a, b) -> b);
    }
}
