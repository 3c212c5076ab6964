package dev.marksheet.judge;

import java.util.Locale;

/** What passages say of a statement. RAGAS's 1 is {@link #SUPPORTED}; its 0 is one of the two others. */
public enum VerdictLabel {
    SUPPORTED,
    /** A passage says otherwise. */
    CONTRADICTED,
    /** The passages are silent on it, or on a part that matters. */
    NOT_MENTIONED;

    /** The name in replies and in the evidence. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
