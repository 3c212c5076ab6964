package dev.marksheet.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrendTests {

    @Test
    void keepsTheFirstScoresOneByOne() {
        Trend trend = Trend.EMPTY.plus(0.2).plus(0.8).plus(0.5);

        assertThat(trend.blockSize()).isEqualTo(1);
        assertThat(trend.means()).containsExactly(0.2, 0.8, 0.5);
    }

    @Test
    void drawsAnyNumberOfScoresFromTheSameFewMeans() {
        Trend trend = ramp(10_000);

        assertThat(trend.means()).hasSizeBetween(Trend.MAX_BLOCKS / 2, Trend.MAX_BLOCKS);
        assertThat(trend.blockSize()).isEqualTo(256);
        assertThat((trend.means().size() - 1) * trend.blockSize() + trend.lastSize())
                .isEqualTo(10_000);
    }

    @Test
    void meansAreThoseOfTheirScores() {
        Trend trend = ramp(1000);

        int size = trend.blockSize();
        for (int block = 0; block < trend.means().size(); block++) {
            int from = block * size;
            int to = Math.min(from + size, 1000);
            double mean = IntStream.range(from, to).average().orElseThrow();
            assertThat(trend.means().get(block)).isCloseTo(mean, within(1e-6));
        }
    }

    @Test
    void isDrawnFromFewerMeansOfTheSameScores() {
        Trend trend = ramp(61).ofAtMost(20);

        assertThat(trend.blockSize()).isEqualTo(4);
        assertThat(trend.means()).hasSize(16).startsWith(1.5, 5.5).endsWith(60.0);
        assertThat(trend.lastSize()).isEqualTo(1);
        assertThat(ramp(58).ofAtMost(20).means()).hasSize(15).endsWith(56.5);
        assertThat(ramp(3).ofAtMost(20)).isEqualTo(ramp(3));
        assertThat(ramp(20).ofAtMost(20)).isEqualTo(ramp(20));
        // 7 scores in blocks of 2, the last of them half full: (4.5 · 2 + 6 · 1) / 3 = 5.
        assertThat(ramp(7).ofAtMost(4).ofAtMost(2).means()).containsExactly(1.5, 5.0);
        assertThat(ramp(7).ofAtMost(2).lastSize()).isEqualTo(3);
    }

    private static Trend ramp(int scores) {
        Trend trend = Trend.EMPTY;
        for (int i = 0; i < scores; i++) {
            trend = trend.plus(i);
        }
        return trend;
    }
}
