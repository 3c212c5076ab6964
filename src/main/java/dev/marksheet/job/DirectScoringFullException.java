package dev.marksheet.job;

import java.time.Duration;

/** As many calls are being scored at once as may be; this one was not scored. */
public final class DirectScoringFullException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Duration retryAfter;

    DirectScoringFullException(int limit, Duration retryAfter) {
        super("%d calls are being scored at once, as many as may be (marksheet.job.workers)".formatted(limit));
        this.retryAfter = retryAfter;
    }

    /** When to try again. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
