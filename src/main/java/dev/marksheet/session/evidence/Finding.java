package dev.marksheet.session.evidence;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of evidence: a statement, a context, a probe question, an entity or a rating with what was found about it.
 *
 * @param text the statement, question or entity; for a context the number of the passage says more, see {@code quote}
 * @param verdict 1 or 0 as in RAGAS; null where the item has no verdict
 * @param value a number that belongs to the item (a cosine, a rating, a heuristic's risk); null where there is none
 * @param reason why, in the judge's words; null where none was given
 * @param quote where the judge read it; null where nothing was quoted
 * @param troubles the kinds of trouble that the judge saw in it, such as {@code new_number}; empty where it saw none or
 *     names none
 * @param label what the passages say of a statement: {@code supported}, {@code contradicted} or {@code not_mentioned};
 *     null where the judge did not tell, or was not asked that
 */
public record Finding(
        String text,
        @Nullable Integer verdict,
        @Nullable Double value,
        @Nullable String reason,
        @Nullable Quote quote,
        List<String> troubles,
        @Nullable String label) {

    public Finding {
        // Evidence stored by an earlier version has none.
        troubles = troubles == null ? List.of() : List.copyOf(troubles);
    }

    /** An item without a label. */
    public Finding(
            String text,
            @Nullable Integer verdict,
            @Nullable Double value,
            @Nullable String reason,
            @Nullable Quote quote,
            List<String> troubles) {
        this(text, verdict, value, reason, quote, troubles, null);
    }

    /** An item without troubles. */
    public Finding(
            String text,
            @Nullable Integer verdict,
            @Nullable Double value,
            @Nullable String reason,
            @Nullable Quote quote) {
        this(text, verdict, value, reason, quote, List.of());
    }

    /** An item without a verdict, value, reason or quote. */
    public static Finding of(String text) {
        return new Finding(text, null, null, null, null);
    }

    /** An item with a number. */
    public static Finding of(String text, double value) {
        return new Finding(text, null, value, null, null);
    }
}
