package dev.marksheet.job;

import dev.marksheet.judge.Judges;
import dev.marksheet.session.text.TextRule;
import org.jspecify.annotations.Nullable;

/** What a model that somebody names must keep to. Pure. */
public final class ModelRule {

    private static final int LONGEST = 200;

    private static final String NO_ENDPOINT =
            "names a model, but no judge endpoint is configured; set marksheet.judge.base-url or OPENAI_BASE_URL (and the key,"
                    + " where one is needed), or name '" + Judges.LOCAL + "'";

    private ModelRule() {}

    /**
     * What is wrong with a name, in words that follow that of its field; null when nothing is.
     *
     * @param served whether there is an endpoint to ask for it
     */
    public static @Nullable String fault(String named, boolean served) {
        if (named.length() > LONGEST || named.codePoints().anyMatch(Character::isISOControl)) {
            return "must have at most 200 characters and no control characters";
        }
        String fault = TextRule.fault(named);
        if (fault != null) {
            return fault;
        }
        // A call that was accepted while there was an endpoint waits for one; a new one would wait for nothing.
        return served || named.equals(Judges.LOCAL) ? null : NO_ENDPOINT;
    }
}
