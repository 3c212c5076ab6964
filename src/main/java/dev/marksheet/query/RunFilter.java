package dev.marksheet.query;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which runs to list: those that all of it applies to.
 *
 * @param text words that the session's id, its name or a judge's name must hold, in capitals or not; empty for any
 * @param state which runs by what they are doing
 * @param labels labels that the session must have
 * @param pinned whether the session must be pinned or must not be; null for either
 * @param since the earliest that the latest activity may have been; null for any
 * @param until what the latest activity must have been before; null for any
 * @param prefix what the session's id must begin with; null for any
 */
public record RunFilter(
        String text,
        State state,
        List<Tag> labels,
        @Nullable Boolean pinned,
        @Nullable Instant since,
        @Nullable Instant until,
        @Nullable String prefix) {

    /** All runs. */
    public static final RunFilter NONE = new RunFilter("", State.ALL, List.of(), null, null, null);

    public RunFilter {
        labels = List.copyOf(labels);
    }

    /** Sessions of any id. */
    public RunFilter(
            String text,
            State state,
            List<Tag> labels,
            @Nullable Boolean pinned,
            @Nullable Instant since,
            @Nullable Instant until) {
        this(text, state, labels, pinned, since, until, null);
    }

    /** The same, of sessions alone whose ids begin so; null for any. */
    public RunFilter within(@Nullable String prefix) {
        return new RunFilter(text, state, labels, pinned, since, until, prefix);
    }

    /** What a run must be doing to be listed. */
    public enum State {
        ALL,
        /** Calls wait or run. */
        LIVE,
        /** Calls wait or run, and no budget holds them. */
        RUNNING,
        /** Calls wait because the budget is spent. */
        HELD,
        /** All calls have ended. */
        IDLE,
        /** Some calls or single scores failed. */
        ERRORS
    }
}
