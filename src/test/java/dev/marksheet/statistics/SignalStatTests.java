package dev.marksheet.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SignalStatTests {

    @Test
    void keepsTheLatestFiveExamples() {
        SignalStat stat = SignalStat.EMPTY;
        for (int number = 1; number <= 8; number++) {
            stat = stat.plus(number != 4, number);
        }
        assertThat(stat).isEqualTo(new SignalStat(8, 7, List.of(3, 5, 6, 7, 8)));
    }

    @Test
    void countsAFailedCallWithoutMakingItAnExample() {
        assertThat(SignalStat.EMPTY.plus(true, 3).plus(true, 0)).isEqualTo(new SignalStat(2, 2, List.of(3)));
    }

    @Test
    void givesWilsonsIntervalOfItsShare() {
        MetricStat.Interval interval = new SignalStat(12, 2, List.of()).interval();
        assertThat(interval.low()).isCloseTo(0.0470, within(1e-4));
        assertThat(interval.high()).isCloseTo(0.4480, within(1e-4));
        assertThat(SignalStat.EMPTY.interval()).isEqualTo(new MetricStat.Interval(0, 1));
    }

    @Test
    void countingACallAndTakingItBackLeavesTheFiguresOfBefore() {
        SignalStat before = SignalStat.EMPTY.plus(true, 1).plus(false, 2).plus(true, 3);

        assertThat(before.plus(true, 4).minus(true, 4)).isEqualTo(before);
        assertThat(before.plus(false, 4).minus(false, 4)).isEqualTo(before);
        // A failed call has no number and so takes no example along.
        assertThat(before.plus(true, 0).minus(true, 0)).isEqualTo(before);
    }

    @Test
    void takesAnExampleBackWithItsCallAndLeavesTheOthers() {
        SignalStat stat = SignalStat.EMPTY.plus(true, 1).plus(true, 2).plus(true, 3);

        assertThat(stat.minus(true, 2)).isEqualTo(new SignalStat(2, 2, List.of(1, 3)));
        assertThat(stat.minus(true, 9)).isEqualTo(new SignalStat(2, 2, List.of(1, 2, 3)));
    }
}
