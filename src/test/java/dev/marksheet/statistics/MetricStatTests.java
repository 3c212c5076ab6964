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
    void hasNoIntervalBelowTwoScores() {
        assertThat(MetricStat.EMPTY.interval(0, 1)).isNull();
        assertThat(of(0.4).interval(0, 1)).isNull();
        assertThat(of(0.4).standardDeviation()).isNull();
    }

    @Test
    void countsWhatHasNoScoreWithoutTouchingTheMean() {
        MetricStat stat = of(0.5).plusFailed().plusSkipped();
        assertThat(stat.mean()).isEqualTo(0.5);
        assertThat(stat.tried()).isEqualTo(2);
        assertThat(stat.skipped()).isEqualTo(1);
        assertThat(stat.meanIfFailedScored(0)).isEqualTo(0.25);
        assertThat(stat.meanIfFailedScored(1)).isEqualTo(0.75);
        assertThat(MetricStat.EMPTY.meanIfFailedScored(0)).isNull();
    }

    private static MetricStat of(double... values) {
        MetricStat stat = MetricStat.EMPTY;
        for (double value : values) {
            stat = stat.plus(value);
        }
        return stat;
    }
}
