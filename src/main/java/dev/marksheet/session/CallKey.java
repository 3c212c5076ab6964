package dev.marksheet.session;

import dev.marksheet.session.text.TextRule;
import java.time.Duration;

/**
 * A client's own name for a call, so that a call that is sent again is known for the same.
 *
 * @param value 1 to 200 printable characters
 * @param requestHash of what was sent with it: another call may not come under the same name
 */
public record CallKey(String value, String requestHash) {

    /** The longest key, in characters (code points). */
    public static final int MAX_LENGTH = 200;

    /** So long a key stands for its call; then it may name another one. */
    public static final Duration LIFETIME = Duration.ofDays(7);

    /** @throws IllegalArgumentException if the key breaks a rule; the message says which */
    public CallKey {
        if (value.isBlank()
                || TextRule.length(value) > MAX_LENGTH
                || !value.codePoints().allMatch(CallKey::isPrintable)) {
            throw new IllegalArgumentException("must have 1 to %d printable characters".formatted(MAX_LENGTH));
        }
    }

    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
