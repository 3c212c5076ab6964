package dev.marksheet.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MetricStatTests {

    @Test
    void followsTheNaiveFormulas() {
        double[] values = new Random(7).doubles(1000, 0.2, 0.9).toArray();
        MetricStat stat = of(values);
        double mean = Arrays.stream(values).average().orElseThrow();
        double variance =
                Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / 999;
        assertThat(stat.mean()).isCloseTo(mean, within(1e-12));
        assertThat(stat.standardDeviation()).isCloseTo(Math.sqrt(variance), within(1e-12));
        assertThat(stat.min()).isEqualTo(Arrays.stream(values).min().orElseThrow());
        assertThat(stat.max()).isEqualTo(Arrays.stream(values).max().orElseThrow());
    }

    @Test
    void givesStudentsIntervalForFiveScores() {
        // mean 0.5, sd sqrt(0.1 / 4), t(4) = 2.7764: margin 2.7764 * 0.158114 / sqrt(5) = 0.196325
        MetricStat.Interval interval = of(0.3, 0.4, 0.5, 0.6, 0.7).interval(0, 1);
        assertThat(interval).isNotNull();
        assertThat(interval.low()).isCloseTo(0.303675, within(1e-5));
        assertThat(interval.high()).isCloseTo(0.696325, within(1e-5));
    }

    @Test
    void givesWilsonsIntervalWhenAllScoresAreEqual() {
        // n / (n + z²) with n = 10 and z = 1.959964
        MetricStat.Interval interval = of(1, 1, 1, 1, 1, 1, 1, 1, 1, 1).interval(0, 1);
        assertThat(interval).isNotNull();
        assertThat(interval.low()).isCloseTo(0.722467, within(1e-5));
        assertThat(interval.high()).isEqualTo(1);
    }

    @Test
    void cutsTheIntervalToTheRange() {
        MetricStat.Interval interval = of(0, 1).interval(0, 1);
        assertThat(interval).isEqualTo(new MetricStat.Interval(0, 1));
    }

    @Test
    void scalesWilsonsIntervalToTheMetricsOwnRange() {
        // Share (3 - 1) / 4 = 0.5 of 10 scores: 0.2366 to 0.7634 of the way from 1 to 5.
        MetricStat.Interval interval = of(3, 3, 3, 3, 3, 3, 3, 3, 3, 3).interval(1, 5);
        assertThat(interval.low()).isCloseTo(1 + 4 * 0.236593, within(1e-5));
        assertThat(interval.high()).isCloseTo(1 + 4 * 0.763407, within(1e-5));
        assertThat(interval.margin()).isCloseTo(2 * (0.763407 - 0.236593), within(1e-5));
    }

    @Test
    void takesScoresThatDifferByRoundingAloneForEqual() {
        // 4e-10 of a range of 100 is noise, of a range of 0.1 it is not.
        MetricStat nearly = of(0.5, 0.5 + 4e-8, 0.5);
        assertThat(nearly.interval(0, 100).margin()).isGreaterThan(10);
        assertThat(nearly.interval(0.45, 0.55).margin()).isLessThan(1e-6);
    }

    @Test
    void takesStudentsQuantileFromTheSameTableForFewAndManyScores() {
        // t of 95 % with 128 and 129 degrees of freedom; both lie on the way from 1.9787 (128) to 1.9785 (129).
        assertThat(StudentT.at(128)).isCloseTo(1.97867, within(1e-5));
        assertThat(StudentT.at(129)).isCloseTo(1.97852, within(1e-5));
        assertThat(StudentT.at(1)).isCloseTo(12.7062, within(1e-4));
    }

    @Test
    void hasNoIntervalBelowTwoScores() {
        assertThat(MetricStat.EMPTY.interval(0, 1)).isNull();
        assertThat(of(0.4).interval(0, 1)).isNull();
        assertThat(of(0.4).standardDeviation()).isNull();
        assertThat(of(0.4, 0.8).standardDeviation()).isCloseTo(0.4 / Math.sqrt(2), within(1e-12));
    }

    @Test
    void countsWhatHasNoScoreWithoutTouchingTheMean() {
        MetricStat stat = of(0.5).plusFailed().plusSkipped();
        assertThat(stat.mean()).isEqualTo(0.5);
        assertThat(stat.tried()).isEqualTo(2);
        assertThat(stat.skipped()).isEqualTo(1);
        assertThat(stat.meanIfFailedScored(0)).isEqualTo(0.25);
        assertThat(stat.meanIfFailedScored(1)).isEqualTo(0.75);
        assertThat(of(0.2, 0.4, 0.6).plusFailed().meanIfFailedScored(1)).isCloseTo(0.55, within(1e-12));
        assertThat(of(0.5, 0.5).plusFailed().plusFailed().meanIfFailedScored(0.1))
                .isCloseTo(0.3, within(1e-12));
        assertThat(MetricStat.EMPTY.meanIfFailedScored(0)).isNull();
    }

    @Test
    void measuresRoundingByTheWidthOfTheRangeWhereverItBegins() {
        // A billionth of 1..5 is 4e-9: less is rounding, which allows Wilson's interval alone.
        assertThat(of(3, 3 + 3e-9).interval(1, 5).margin()).isGreaterThan(1);
        assertThat(of(3, 3 + 5e-9).interval(1, 5).margin()).isLessThan(1e-6);
        assertThat(of(0, MetricStat.NOISE).interval(0, 1).margin()).isGreaterThan(0.1);
    }

    @Test
    void aCallThatFailedAndHasAnOutcomeNowIsCountedOnce() {
        MetricStat stat = of(0.25).plusFailed().plusFailed().minusFailed().plus(0.75);

        assertThat(stat.failed()).isEqualTo(1);
        assertThat(stat.scored()).isEqualTo(2);
        assertThat(stat.tried()).isEqualTo(3);
        assertThat(stat.mean()).isEqualTo(0.5);
    }

    @Test
    void comesToTheSameFiguresInWhateverOrderScoresArrive() {
        double[] values = new Random(11).doubles(300, -1, 1).toArray();
        double[] sorted = Arrays.stream(values).sorted().toArray();

        MetricStat there = of(values);
        MetricStat other = of(sorted);

        assertThat(other.mean()).isCloseTo(there.mean(), within(1e-12));
        assertThat(other.squares()).isCloseTo(there.squares(), within(1e-9));
        assertThat(other.histogram()).isEqualTo(there.histogram());
        assertThat(other.min()).isEqualTo(sorted[0]).isEqualTo(there.min());
        assertThat(other.max()).isEqualTo(sorted[299]).isEqualTo(there.max());
    }

    /** Where a sum of squares would have lost all its digits: Welford's example of large values that lie close together. */
    @Test
    void keepsTheSpreadOfLargeScoresThatLieCloseTogether() {
        assertThat(of(1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16).standardDeviation()).isCloseTo(Math.sqrt(30), within(1e-9));
    }

    private static MetricStat of(double... values) {
        MetricStat stat = MetricStat.EMPTY;
        for (double value : values) {
            stat = stat.plus(value);
        }
        return stat;
    }
}
