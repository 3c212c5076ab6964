package dev.marksheet.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FigureTests {

    @ParameterizedTest
    @CsvSource({
        "0.09999999999999998, 0.1",
        "0.30000000000000004, 0.3",
        "0.009999999999999787, 0.01",
        "4.999999999999999, 5",
        "-0.09999999999999998, -0.1",
        "0.1234567890120001, 0.123456789012"
    })
    void takesTheNoiseOfComputingOffANumber(double computed, double meant) {
        assertThat(Figure.plain(computed)).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(
            doubles = {0, 1, 2.0 / 3, 1.0 / 7, 0.8234567890123456, 1e-10, 12345.678901234567, Double.MIN_VALUE, 1e300})
    void leavesOtherNumbersAsTheyAre(double value) {
        assertThat(Figure.plain(value)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({"0.126, 2, 0.13", "-0.004, 2, 0.00", "-0.4, 0, 0", "-0.006, 2, -0.01", "-10, 0, -10", "0.5, 4, 0.5000"})
    void writesANumberWithItsDecimalsAndNoNegativeZero(double value, int places, String text) {
        assertThat(Figure.of(value, places)).isEqualTo(text);
    }

    @Test
    void writesADashWhereThereIsNothing() {
        assertThat(Figure.of(null)).isEqualTo(Figure.NONE);
        assertThat(Figure.interval(null)).isEqualTo(Figure.NONE);
        assertThat(Figure.mean(MetricStat.EMPTY, MetricRange.UNIT)).isEqualTo(Figure.NONE);
    }

    @Test
    void writesAMeanWithHowFarItMayBeOff() {
        MetricStat even =
                MetricStat.EMPTY.plus(0.3).plus(0.4).plus(0.5).plus(0.6).plus(0.7);
        MetricStat lopsided = MetricStat.EMPTY.plus(1).plus(1).plus(1);

        assertThat(Figure.mean(even, MetricRange.UNIT)).isEqualTo("0.50 ± 0.20");
        // Wilson's interval of 3 of 3 reaches down to 3 / (3 + 1.96²) = 0.44.
        assertThat(Figure.mean(lopsided, MetricRange.UNIT)).isEqualTo("1.00 (0.44–1.00)");
        assertThat(Figure.mean(MetricStat.EMPTY.plus(0.25), MetricRange.UNIT)).isEqualTo("0.25");
        assertThat(Figure.interval(new MetricStat.Interval(0.1, 0.249))).isEqualTo("0.10–0.25");
    }

    @ParameterizedTest
    @CsvSource({"0, 0%", "0.004, <1%", "0.005, 1%", "0.5, 50%", "0.994, 99%", "0.996, >99%", "1, 100%"})
    void neverClaimsNeverOrAlwaysByRounding(double share, String text) {
        assertThat(Figure.percent(share)).isEqualTo(text);
    }

    /** Two steps of the last binary digit are what computing may be off by; a third is a number of its own. */
    @Test
    void takesOffNoMoreThanTwoRoundings() {
        double step = Math.ulp(1.0);

        assertThat(Figure.plain(1 + 2 * step)).isEqualTo(1);
        assertThat(Figure.plain(1 - 2 * step)).isEqualTo(1);
        assertThat(Figure.plain(1 + 3 * step)).isEqualTo(1 + 3 * step);
        assertThat(Figure.plain(8 + 2 * Math.ulp(8.0))).isEqualTo(8);
    }

    @ParameterizedTest
    @CsvSource({"4.5, 4.5", "3, 3", "100, 100", "0.10, 0.1", "-2.50, -2.5", "0, 0", "1e-7, 0.0000001", "1e9, 1000000000"
    })
    void writesAnEnteredNumberWithTheDecimalsThatItNeeds(double value, String text) {
        assertThat(Figure.entered(value)).isEqualTo(text);
    }
}
