package dev.marksheet.session;

/**
 * How far a session has come, as little as a watcher needs to know that it changed.
 *
 * @param version grows with every change of the session
 * @param counts calls by status
 * @param held whether calls wait because the session's budget is spent
 */
public record SessionState(SessionId session, RunId run, long version, Counts counts, boolean held) {

    /** Whether calls are queued or running. */
    public boolean live() {
        return counts.open() > 0;
    }
}
