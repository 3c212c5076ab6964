package dev.marksheet.judge.llm.endpoint;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait before a request is sent again: half a second, doubling up to 20 s, each time scaled by a random
 * factor between 0.5 and 1 so that a crowd does not come back as one. What the endpoint asks for in Retry-After is the
 * least, up to 60 s.
 *
 * @param random a number from 0 to below 1
 */
public record Backoff(Sleeper sleeper, DoubleSupplier random) {

    static final Duration FIRST = Duration.ofMillis(500);
    static final Duration LONGEST = Duration.ofSeconds(20);
    static final Duration LONGEST_ASKED = Duration.ofSeconds(60);

    private static final int DOUBLINGS = 6;

    /** Sleeps; replaced in tests. */
    public interface Sleeper {
        void sleep(Duration duration) throws InterruptedException;
    }

    /**
     * Sleeps before another try.
     *
     * @param before how many pauses the request has had
     * @param asked what the endpoint asked for, or null
     */
    void pause(int before, @Nullable Duration asked) throws InterruptedException {
        sleeper.sleep(length(before, asked));
    }

    private Duration length(int before, @Nullable Duration asked) {
        long growing = Math.min(LONGEST.toMillis(), FIRST.toMillis() << Math.min(before, DOUBLINGS));
        Duration own = Duration.ofMillis((long) (growing * (0.5 + random.getAsDouble() / 2)));
        if (asked == null) {
            return own;
        }
        Duration least = asked.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : asked;
        // A little later than asked, each at another moment: those told the same time would else collide again.
        return least.plus(own.dividedBy(2));
    }
}
