package dev.marksheet.session;

import java.util.Locale;

/** The states of a job and, in {@link #canBecome}, all the moves between them. */
public enum JobStatus {
    QUEUED,
    RUNNING,
    COMPLETED,
    FAILED,
    CANCELLED;

    /** What queued calls are called where people and programs look, while the budget of their session is spent. */
    public static final String HELD = "held";

    /**
     * Whether a job in this state may move to {@code next}. A running job is queued again after a stop or a crash,
     * and one that has ended when its failed metrics are tried again.
     */
    public boolean canBecome(JobStatus next) {
        return switch (this) {
            case QUEUED -> next == RUNNING || next == CANCELLED;
            case RUNNING -> next == COMPLETED || next == FAILED || next == QUEUED || next == CANCELLED;
            case COMPLETED, FAILED -> next == QUEUED;
            case CANCELLED -> false;
        };
    }

    /** Whether the job has ended. */
    public boolean isFinal() {
        return hasResult() || this == CANCELLED;
    }

    /** Whether the job has ended with an outcome of every metric. */
    public boolean hasResult() {
        return this == COMPLETED || this == FAILED;
    }

    /** The name in JSON, SQL and pages. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name that is shown of a call whose session is on hold or not. */
    public String wireName(boolean held) {
        return held && this == QUEUED ? HELD : wireName();
    }

    /** @throws IllegalArgumentException if no state has this wire name */
    public static JobStatus ofWireName(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
