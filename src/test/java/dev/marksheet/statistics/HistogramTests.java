package dev.marksheet.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class HistogramTests {

    @Test
    void countsScoresInBinsOverTheRange() {
        Histogram histogram = of(0, 0.049, 0.05, 0.5, 0.999, 1);

        assertThat(histogram.over(MetricRange.UNIT, 10)).containsExactly(3, 0, 0, 0, 0, 1, 0, 0, 0, 2);
        assertThat(histogram.over(MetricRange.UNIT, 20)).startsWith(2, 1, 0).endsWith(0, 2);
    }

    @Test
    void putsARoundScoreInTheBinThatBeginsThere() {
        assertThat(of(0.3, 0.6, 0.7, 0.15).over(MetricRange.UNIT, 20)).satisfies(bins -> {
            assertThat(bins[6]).isEqualTo(1);
            assertThat(bins[12]).isEqualTo(1);
            assertThat(bins[14]).isEqualTo(1);
            assertThat(bins[3]).isEqualTo(1);
        });
    }

    @Test
    void takesOtherRangesToo() {
        assertThat(of(-1, -0.2, 0, 1).over(new MetricRange(-1, 1, true), 4)).containsExactly(1, 1, 1, 1);
        assertThat(of(1, 2, 3, 3, 5).over(new MetricRange(1, 5, true), 4)).containsExactly(1, 1, 2, 1);
    }

    @Test
    void countsWhatLiesOutsideOfTheRangeInTheNearestBin() {
        assertThat(of(-0.3, 1.2).over(MetricRange.UNIT, 2)).containsExactly(1, 1);
    }

    private static Histogram of(double... values) {
        return DoubleStream.of(values).boxed().reduce(Histogram.EMPTY, Histogram::plus, (a, b) -> b);
    }
}
