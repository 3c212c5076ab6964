package dev.marksheet.judge.llm.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RateLimitTests {

    private static final long MILLISECOND = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final RateLimit pace = new RateLimit();

    private void succeed(int times, long now) {
        for (int i = 0; i < times; i++) {
            pace.succeeded(now);
        }
    }

    @Test
    void isFreeUntilTheFirstComplaint() {
        pace.started(5);
        succeed(1000, 10);

        assertThat(pace.delay(11)).isZero();
    }

    @Test
    void keepsToFourFifthsOfWhatWasServedInTheLastSecond() {
        succeed(7, 0);
        succeed(25, 2 * SECOND);
        pace.complained(2 * SECOND + 100 * MILLISECOND, 16);

        pace.started(2 * SECOND + 200 * MILLISECOND);

        assertThat(pace.delay(2 * SECOND + 200 * MILLISECOND)).isEqualTo(50 * MILLISECOND);
    }

    @Test
    void keepsToThoseInFlightWhileNoAnswerHasCome() {
        pace.complained(0, 16);

        pace.started(SECOND);

        assertThat(pace.delay(SECOND)).isCloseTo(SECOND / 16 * 5 / 4, within(MILLISECOND));
    }

    @Test
    void isNeverSlowerThanOneInTwoSeconds() {
        for (int i = 0; i < 20; i++) {
            pace.complained(i, 16);
        }

        assertThat(pace.delay(20)).isCloseTo(RateLimit.LONGEST_GAP, within(MILLISECOND));
    }

    @Test
    void isFreeAgainHalfAMinuteAfterTheLastComplaint() {
        succeed(20, 0);
        pace.complained(1, 16);
        for (long now = SECOND; now < 30 * SECOND; now += SECOND / 10) {
            pace.succeeded(now);
        }

        pace.started(30 * SECOND);

        assertThat(pace.delay(30 * SECOND)).isZero();
    }

    @Test
    void findsTheRateOfAnEndpointThatTakesTwentyASecondAndIsSeldomRefused() {
        double tokens = 20;
        long refused = 0;
        long served = 0;
        long now = 0;
        while (now < 60 * SECOND) {
            long gap = Math.max(MILLISECOND, pace.delay(now));
            now += gap;
            tokens = Math.min(20, tokens + 20.0 * gap / SECOND);
            pace.started(now);
            if (tokens >= 1) {
                tokens--;
                served++;
                pace.succeeded(now);
            } else {
                refused++;
                pace.complained(now, 16);
            }
        }

        assertThat(served).as("of 1200 that it would take").isGreaterThan(1000);
        assertThat(refused).isLessThan(served / 20);
    }
}
