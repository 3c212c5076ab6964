package dev.marksheet.webhook;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.Supplier;

/** Goes on by itself, and is ahead by what a test says. */
final class MovedClock extends Clock {

    private final Supplier<Duration> ahead;

    MovedClock(Supplier<Duration> ahead) {
        this.ahead = ahead;
    }

    @Override
    public ZoneId getZone() {
        return ZoneId.of("Z");
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead.get());
    }
}
