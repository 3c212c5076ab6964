package dev.marksheet.judge.llm.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTests {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource({"0, 0", "7, 7000", "' 20 ', 20000", "0.5, 500", "1e9, 1000000000000"})
    void readsSeconds(String header, long millis) {
        assertThat(RetryAfter.parse(header, NOW)).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void readsADate() {
        assertThat(RetryAfter.parse("Sun, 01 Mar 2026 12:01:30 GMT", NOW)).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void takesADateInThePastForNow() {
        assertThat(RetryAfter.parse("Sun, 01 Mar 2026 11:00:00 GMT", NOW)).isZero();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "-3", "soon", "NaN", "Infinity", "7d", "2026-03-01", "1 minute"})
    void ignoresWhatMakesNoSense(String header) {
        assertThat(RetryAfter.parse(header, NOW)).isNull();
    }
}
