package dev.marksheet.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricRangeTests {

    @Test
    void bestAndWorstFollowWhichWayIsBetter() {
        MetricRange stars = new MetricRange(1, 5, true);
        MetricRange faults = new MetricRange(1, 5, false);

        assertThat(stars.best()).isEqualTo(5);
        assertThat(stars.worst()).isEqualTo(1);
        assertThat(faults.best()).isEqualTo(1);
        assertThat(faults.worst()).isEqualTo(5);
    }

    /** An own criterion may be described with another range later; its scores of before stay within. */
    @ParameterizedTest
    @CsvSource({"1, 5, 1, 5", "2, 4, 1, 5", "0, 5, 0, 5", "1, 10, 1, 10", "0, 10, 0, 10"})
    void figuresKeepARangeThatHoldsAllTheirScores(double min, double max, double expectedMin, double expectedMax) {
        MetricStat stat = MetricStat.in(new MetricRange(1, 5, true)).plus(2).plus(4);

        MetricStat described = stat.described(new MetricRange(min, max, false));

        assertThat(described.range()).isEqualTo(new MetricRange(expectedMin, expectedMax, true));
        assertThat(described.mean()).isEqualTo(3);
        assertThat(described.scored()).isEqualTo(2);
    }
}
