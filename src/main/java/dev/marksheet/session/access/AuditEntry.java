package dev.marksheet.session.access;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done or refused.
 *
 * @param keyId null where no key was asked for or none was known
 * @param action method and path, with names in place of ids
 * @param target the path itself
 * @param status the HTTP status that was answered
 * @param attempts how many attempts of this kind it stands for
 */
public record AuditEntry(
        String id,
        Instant time,
        @Nullable String keyId,
        @Nullable String keyName,
        String action,
        String target,
        Outcome outcome,
        int status,
        String remoteAddress,
        long attempts) {

    /** What became of it. */
    public enum Outcome {
        DONE,
        /** By the rules of access: no key, too little, too much. */
        REFUSED,
        /** For another reason, such as a bad value or an unknown thing. */
        FAILED;

        /** The name in JSON and SQL. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** @throws IllegalArgumentException if there is no such outcome */
        public static Outcome ofWireName(String name) {
            return valueOf(name.toUpperCase(Locale.ROOT));
        }
    }
}
