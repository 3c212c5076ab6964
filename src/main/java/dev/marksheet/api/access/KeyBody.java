package dev.marksheet.api.access;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.marksheet.access.KeyRing;
import dev.marksheet.api.wire.UnknownField;
import dev.marksheet.session.access.AccessKey;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A key over the wire.
 *
 * @param key the whole key: there once, when it is made, and never again
 */
record KeyBody(
        String id,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String key,
        String name,
        String role,
        @Nullable String sessionPrefix,
        Instant createdAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable Integer callsPerMinute,
        @Nullable Integer maxOpenCalls) {

    /** What a key shall be, nothing checked yet. */
    record Wish(
            @Nullable String name,
            @Nullable String role,
            @Nullable String sessionPrefix,
            @Nullable String expiresAt,
            @Nullable Integer callsPerMinute,
            @Nullable Integer maxOpenCalls,

            @JsonAnySetter @JsonProperty(UnknownField.NO_NAME) @Nullable
            Map<String, UnknownField> others) {

        Wish {
            others = UnknownField.asSent(others);
        }
    }

    static KeyBody of(AccessKey key) {
        return of(key, null);
    }

    static KeyBody of(KeyRing.Made made) {
        return of(made.key(), made.secret());
    }

    private static KeyBody of(AccessKey key, @Nullable String secret) {
        AccessKey.Terms terms = key.terms();
        return new KeyBody(
                key.id(),
                secret,
                terms.name(),
                terms.role().wireName(),
                terms.sessionPrefix(),
                key.createdAt(),
                key.lastUsedAt(),
                terms.expiresAt(),
                key.revokedAt(),
                terms.callsPerMinute(),
                terms.maxOpenCalls());
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "KeyBody[" + id + "]";
    }
}
