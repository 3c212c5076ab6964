package dev.marksheet.job.queue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BreakerTests {

    private final Breaker breaker = new Breaker();

    @Test
    void makesOnePauseForAllThatAreRefusedDuringIt() {
        assertThat(breaker.keepsBack()).isFalse();
        assertThat(breaker.refused()).isEqualTo(1);
        assertThat(breaker.refused()).isZero();
        assertThat(breaker.refused()).isZero();
        assertThat(breaker.keepsBack()).isTrue();
    }

    @Test
    void countsTheTriesThatWereRefusedInARow() {
        for (int refusals = 1; refusals <= 5; refusals++) {
            assertThat(breaker.refused()).isEqualTo(refusals);
            breaker.pauseIsOver();
        }
        assertThat(breaker.keepsBack()).isTrue();
    }

    @Test
    void letsWorkFlowOnceSomethingWentThrough() {
        assertThat(breaker.wentThrough()).isFalse();
        breaker.refused();
        breaker.pauseIsOver();

        assertThat(breaker.wentThrough()).isTrue();
        assertThat(breaker.keepsBack()).isFalse();
        assertThat(breaker.wentThrough()).isFalse();
        assertThat(breaker.refused()).isEqualTo(1);
    }

    /** What was begun before may be refused after something else went through, while the pause still goes on. */
    @Test
    void keepsBackAgainWhatIsRefusedDuringAPauseThatWasEnded() {
        breaker.refused();
        breaker.wentThrough();

        assertThat(breaker.refused()).isZero();
        assertThat(breaker.keepsBack()).isTrue();
        breaker.pauseIsOver();
        assertThat(breaker.refused()).isEqualTo(2);
    }
}
