package dev.marksheet.session.access;

import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;
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

    private static final Pattern ID = Pattern.compile("[0-9]{13}-[0-9a-f]{8}");

    /** Whether a text can be the id of an entry: a time in milliseconds, and chance. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

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
