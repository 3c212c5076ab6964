package dev.marksheet.statistics;

import static org.assertj.core.api.Assertions.assertThat;

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
}
