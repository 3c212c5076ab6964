package dev.marksheet.judge.llm.endpoint;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the Retry-After header (RFC 9110, section 10.2.3). */
final class RetryAfter {

    // Some servers send fractions, though the RFC knows none.
    private static final Pattern SECONDS = Pattern.compile("\\d{1,12}(\\.\\d{1,9})?([eE]\\+?\\d{1,2})?");

    /** Whoever asks for more means never. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private RetryAfter() {}

    /** The time to wait, never negative; null when the header is absent or makes no sense. */
    static @Nullable Duration parse(@Nullable String header, Instant now) {
        if (header == null || header.isBlank()) {
            return null;
        }
        String value = header.strip();
        return SECONDS.matcher(value).matches()
                ? Duration.ofMillis((long) Math.min(LONGEST.toMillis(), Double.parseDouble(value) * 1000))
                : date(value, now);
    }

    private static @Nullable Duration date(String value, Instant now) {
        try {
            Instant then = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return notNegative(Duration.between(now, then));
        } catch (DateTimeParseException neither) {
            return null;
        }
    }

    private static Duration notNegative(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }
}
