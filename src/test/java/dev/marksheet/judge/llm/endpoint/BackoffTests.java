package dev.marksheet.judge.llm.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTests {

    private static Duration pause(int before, Duration asked, double random) throws InterruptedException {
        List<Duration> slept = new ArrayList<>();
        new Backoff(slept::add, () -> random).pause(before, asked);
        assertThat(slept).hasSize(1);
        return slept.get(0);
    }

    @ParameterizedTest
    @CsvSource({"0, 250", "1, 500", "2, 1000", "5, 8000", "6, 10000", "7, 10000", "1000000, 10000"})
    void growsFromHalfASecondToTwentyAndIsHalfOfThatAtLeast(int before, long millis) throws InterruptedException {
        assertThat(pause(before, null, 0)).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void isNeverMoreThanTheWhole() throws InterruptedException {
        assertThat(pause(0, null, 0.5)).isEqualTo(Duration.ofMillis(375));
        assertThat(pause(9, null, 1)).isEqualTo(Duration.ofSeconds(20));
    }

    @ParameterizedTest
    @CsvSource({"0, 125", "7, 7125", "60, 60125", "61, 60125", "86400, 60125"})
    void isALittleMoreThanTheEndpointAsksForUpToAMinute(long asked, long millis) throws InterruptedException {
        assertThat(pause(0, Duration.ofSeconds(asked), 0)).isEqualTo(Duration.ofMillis(millis));
    }
}
