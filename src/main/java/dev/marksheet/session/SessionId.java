package dev.marksheet.session;

import dev.marksheet.session.text.TextRule;

/**
 * The name a client gives to a session: 1 to 200 characters in any script, without control characters or unpaired
 * surrogates (which no UTF-8 file or URL could carry).
 */
public record SessionId(String value) {

    /** The longest id, in characters (code points). */
    public static final int MAX_LENGTH = 200;

    /** @throws IllegalArgumentException if the id breaks a rule; the message says which */
    public SessionId {
        int length = TextRule.length(value);
        if (length < 1 || length > MAX_LENGTH) {
            throw new IllegalArgumentException("must have 1 to %d characters, has %d".formatted(MAX_LENGTH, length));
        }
        if (value.codePoints()
                .anyMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE)) {
            throw new IllegalArgumentException("must not contain control characters or unpaired surrogates");
        }
    }
}
