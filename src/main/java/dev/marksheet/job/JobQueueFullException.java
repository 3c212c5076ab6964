package dev.marksheet.job;

import java.time.Duration;

/** Too many calls wait already. The call was not accepted; trying again later helps. */
public final class JobQueueFullException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    public JobQueueFullException(int capacity) {
        super("%d calls wait to be scored, which is all that the queue holds".formatted(capacity));
    }

    /** When it makes sense to try again. */
    public Duration retryAfter() {
        return RETRY_AFTER;
    }
}
