package dev.marksheet.access;

import dev.marksheet.session.text.TextRule;
import java.time.Instant;

/** What may be agreed on when a key is made. Pure. */
public final class KeyRules {

    /** The highest limit that a key may have. */
    public static final int MOST = 100_000;

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_PREFIX = 200;
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    private KeyRules() {}

    /** Whether people may know a key by this name; {@code name} has no space at its ends. */
    public static boolean isName(String name) {
        return !name.isEmpty() && TextRule.length(name) <= LONGEST_NAME && isPlain(name);
    }

    /** Whether a key may reach the sessions whose ids begin so. */
    public static boolean isPrefix(String prefix) {
        return !prefix.isEmpty() && TextRule.length(prefix) <= LONGEST_PREFIX && isPlain(prefix);
    }

    public static boolean isLimit(int limit) {
        return limit >= 1 && limit <= MOST;
    }

    /** Whether a key may end then. */
    public static boolean isEnd(Instant end, Instant now) {
        return end.isAfter(now) && end.isBefore(LATEST);
    }

    private static boolean isPlain(String text) {
        return TextRule.fault(text) == null && text.chars().noneMatch(Character::isISOControl);
    }
}
