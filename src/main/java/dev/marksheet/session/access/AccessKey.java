package dev.marksheet.session.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key to the service, without its secret.
 *
 * @param secretHash SHA-256 of the whole key, in hexadecimal digits
 * @param lastUsedAt to within a minute; null while it has not been used
 */
public record AccessKey(
        String id,
        Terms terms,
        String secretHash,
        Instant createdAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt) {

    /**
     * What was agreed when the key was made.
     *
     * @param sessionPrefix what the ids of the sessions that it reaches begin with; null where it reaches all
     * @param expiresAt from when on it opens nothing; null where it stays
     * @param callsPerMinute most calls that it may send within a minute; null for any number
     * @param maxOpenCalls most of its calls that may wait or run at a time; null for any number
     */
    public record Terms(
            String name,
            Role role,
            @Nullable String sessionPrefix,
            @Nullable Instant expiresAt,
            @Nullable Integer callsPerMinute,
            @Nullable Integer maxOpenCalls) {}

    /** Whether it opens anything now. */
    public boolean isUsable(Instant now) {
        return revokedAt == null && (terms.expiresAt == null || now.isBefore(terms.expiresAt));
    }

    /** Without the hash. */
    @Override
    public String toString() {
        return "AccessKey[" + id + "]";
    }
}
