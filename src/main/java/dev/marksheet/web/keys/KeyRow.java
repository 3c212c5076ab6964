package dev.marksheet.web.keys;

import dev.marksheet.session.access.AccessKey;
import dev.marksheet.session.access.Role;
import dev.marksheet.session.text.Wording;
import dev.marksheet.web.Moment;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key as the template shows it.
 *
 * @param role its name in the API
 * @param reach {@code all}, {@code own} or {@code prefix}
 * @param prefix null unless the reach is one
 * @param used null while it has not been used
 * @param ends the moment in UTC; null where it stays
 * @param ended {@code revoked} or {@code expired}; null while it opens something
 */
record KeyRow(
        String id,
        String name,
        String role,
        String reach,
        @Nullable String prefix,
        @Nullable Integer perMinute,
        @Nullable Integer open,
        Moment created,
        @Nullable Moment used,
        @Nullable String ends,
        @Nullable String ended) {

    static KeyRow of(AccessKey key, Instant now, Wording words) {
        AccessKey.Terms terms = key.terms();
        return new KeyRow(
                key.id(),
                terms.name(),
                terms.role().wireName(),
                terms.sessionPrefix() != null ? "prefix" : terms.role() == Role.SUBMIT ? "own" : "all",
                terms.sessionPrefix(),
                terms.callsPerMinute(),
                terms.maxOpenCalls(),
                Moment.of(key.createdAt(), now, words),
                key.lastUsedAt() == null ? null : Moment.of(key.lastUsedAt(), now, words),
                terms.expiresAt() == null ? null : minute(terms.expiresAt()),
                key.revokedAt() != null ? "revoked" : key.isUsable(now) ? null : "expired");
    }

    private static String minute(Instant moment) {
        return moment.toString().substring(0, "2030-01-31T00:00".length()).replace('T', ' ') + " UTC";
    }
}
