package dev.marksheet.query;

import dev.marksheet.session.text.Bounded;
import dev.marksheet.session.text.TextRule;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rule for labels and metadata: few and short enough for an index, and without what could not be written as
 * {@code key:value} in a URL. Pure.
 */
public final class TextPairs {

    /** The longest key, in characters (UTF-16 units). */
    public static final int LONGEST_KEY = 100;

    /** The longest value, in characters (UTF-16 units). */
    public static final int LONGEST_VALUE = 500;

    private TextPairs() {}

    /**
     * What is wrong with the pairs.
     *
     * @param key the pair's; empty for all of them together
     * @param message in words that follow the name of the field
     */
    public record Fault(String key, String message) {}

    /** What is wrong first; null when nothing is. */
    public static @Nullable Fault fault(Map<String, @Nullable String> pairs, int most) {
        if (pairs.size() > most) {
            return new Fault("", "holds %d pairs, more than the %d that are kept".formatted(pairs.size(), most));
        }
        for (Map.Entry<String, @Nullable String> pair : pairs.entrySet()) {
            String message = keyFault(pair.getKey());
            if (message == null) {
                message = valueFault(pair.getValue());
            }
            if (message != null) {
                return new Fault(Bounded.cut(pair.getKey(), LONGEST_KEY), message);
            }
        }
        return null;
    }

    private static @Nullable String keyFault(String key) {
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            return "must have a name of 1 to %d characters".formatted(LONGEST_KEY);
        }
        if (key.indexOf(':') >= 0) {
            return "must have a name without a colon";
        }
        return key.codePoints().anyMatch(Character::isISOControl)
                ? "must have a name without control characters"
                : TextRule.fault(key);
    }

    private static @Nullable String valueFault(@Nullable String value) {
        if (value == null) {
            return "must be a string; leave the pair out to have none";
        }
        return value.length() > LONGEST_VALUE
                ? "must have at most %d characters".formatted(LONGEST_VALUE)
                : TextRule.fault(value);
    }
}
