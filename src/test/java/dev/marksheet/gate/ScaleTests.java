package dev.marksheet.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.statistics.MetricRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleTests {

    private static final Scale STARS = new Scale(new MetricRange(1, 5, true));
    private static final Scale FAULTS = new Scale(new MetricRange(1, 5, false));

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 0.25", "3, 0.5", "4.5, 0.875", "5, 1"})
    void theWorstLiesAtZeroAndTheBestAtOne(double value, double place) {
        assertThat(STARS.unit(value)).isEqualTo(place);
        assertThat(FAULTS.unit(value)).isEqualTo(1 - place);
    }

    @ParameterizedTest
    @CsvSource({
        "0.999, false, false",
        "1, true, false",
        "1.001, true, true",
        "4.999, true, true",
        "5, true, false",
        "5.001, false, false"
    })
    void aMeanCanLieAtAnEndAndEvidenceCannotBeThere(double value, boolean mean, boolean evidence) {
        assertThat(STARS.holds(value)).isEqualTo(mean);
        assertThat(STARS.isProvable(value)).isEqualTo(evidence);
        assertThat(STARS.allows(value, GateRule.MEAN)).isEqualTo(mean);
        assertThat(STARS.allows(value, GateRule.EVIDENCE)).isEqualTo(evidence);
        assertThat(FAULTS.allows(value, GateRule.EVIDENCE)).isEqualTo(evidence);
    }
}
