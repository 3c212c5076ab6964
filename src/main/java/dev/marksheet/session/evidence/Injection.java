package dev.marksheet.session.evidence;

import dev.marksheet.session.text.Bounded;

/**
 * Words under judgement that give the judge orders.
 *
 * @param field where they stand, such as {@code answer} or {@code contexts[2]}
 * @param words the words as they stand there, at most {@link #MAX_LENGTH} characters (UTF-16 units) of them
 */
public record Injection(String field, String words) {

    /** The sign of trouble that counts the calls with such words. */
    public static final String SIGN = "injection";

    /** The most characters of the words that are kept. */
    public static final int MAX_LENGTH = 200;

    public Injection {
        words = Bounded.cut(words, MAX_LENGTH);
    }
}
