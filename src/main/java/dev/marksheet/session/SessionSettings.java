package dev.marksheet.session;

import dev.marksheet.session.text.TextRule;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What people have set for a session.
 *
 * @param name what to call it, in any script; null for its id
 * @param labels what it is filtered and grouped by, at most {@link #MAX_LABELS}, in the order they were given
 * @param pinned whether it is kept for good, whatever the retention says
 * @param expect how many calls will come; null where nobody said
 * @param gate what its gate asks; null for none
 * @param budget what it may cost, in the currency of the configured prices: past it no call is begun; null for no bound
 */
public record SessionSettings(
        @Nullable String name,
        Map<String, String> labels,
        boolean pinned,
        @Nullable Long expect,
        @Nullable GateSettings gate,
        @Nullable Double budget) {

    public static final int MAX_LABELS = 30;

    /** The longest name, in characters as people count them (code points). */
    public static final int LONGEST_NAME = 200;

    /** Those of a session for which nothing was set. */
    public static final SessionSettings NONE = new SessionSettings(null, Map.of(), false, null, null, null);

    public SessionSettings {
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    }

    /** Whether a session can be called so. */
    public static boolean isName(String name) {
        return !name.isBlank()
                && TextRule.length(name) <= LONGEST_NAME
                && name.codePoints().noneMatch(Character::isISOControl)
                && TextRule.fault(name) == null;
    }

    /** Whether so much is spent that no further call may be begun. Sums carry noise in their last digits. */
    public boolean isSpent(double spent) {
        return isSpent(budget, spent);
    }

    /** The same of any budget; false where there is none. */
    public static boolean isSpent(@Nullable Double budget, double spent) {
        return budget != null && spent >= budget * NEARLY;
    }

    /** The part of a budget that counts for all of it. */
    public static final double NEARLY = 1 - 1e-9;
}
