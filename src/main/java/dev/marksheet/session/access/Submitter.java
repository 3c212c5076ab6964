package dev.marksheet.session.access;

import dev.marksheet.session.SessionId;
import org.jspecify.annotations.Nullable;

/**
 * The key with which a call is sent.
 *
 * @param name as it is now
 * @param sessionPrefix what the ids of the sessions that it reaches begin with; null where it reaches all
 * @param maxOpenCalls most of its calls that may wait or run at a time; null for any number
 */
public record Submitter(
        String keyId,
        String name,
        @Nullable String sessionPrefix,
        @Nullable Integer maxOpenCalls) {

    /** Whether it may send calls to the session. */
    public boolean reaches(SessionId session) {
        return sessionPrefix == null || session.value().startsWith(sessionPrefix);
    }
}
