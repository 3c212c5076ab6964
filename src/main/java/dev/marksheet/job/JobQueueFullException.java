package dev.marksheet.job;

import java.time.Duration;

/** Too many calls wait already. The call was not accepted; trying again later helps. */
public final class JobQueueFullException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Duration retryAfter;

    JobQueueFullException(int capacity, Duration retryAfter) {
        super("%d calls wait to be scored, which is all that the queue holds".formatted(capacity));
        this.retryAfter = retryAfter;
    }

    /** When it makes sense to try again. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
