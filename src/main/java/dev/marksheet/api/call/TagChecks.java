package dev.marksheet.api.call;

import dev.marksheet.api.wire.FieldProblem;
import dev.marksheet.query.TextPairs;
import dev.marksheet.session.CallTags;
import dev.marksheet.session.text.TextRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks what a call is found by: its item and its metadata. Problems are collected, not thrown. */
final class TagChecks {

    private TagChecks() {}

    /** The item; null where there is none. */
    static @Nullable String item(@Nullable String sent, List<FieldProblem> problems) {
        if (sent == null || sent.isBlank()) {
            return null;
        }
        if (TextRule.length(sent) > CallTags.LONGEST_ITEM
                || sent.codePoints().anyMatch(Character::isISOControl)
                || TextRule.fault(sent) != null) {
            problems.add(new FieldProblem(
                    "item",
                    "must have at most %d characters, no control characters and no unpaired surrogates"
                            .formatted(CallTags.LONGEST_ITEM)));
        }
        return sent;
    }

    /** The metadata; of no use where there are problems. */
    static Map<String, String> metadata(@Nullable Map<String, @Nullable String> sent, List<FieldProblem> problems) {
        Map<String, String> metadata = new LinkedHashMap<>();
        if (sent != null) {
            TextPairs.Fault fault = TextPairs.fault(sent, CallTags.MOST_METADATA);
            if (fault != null) {
                String field = fault.key().isEmpty() ? "metadata" : "metadata." + fault.key();
                problems.add(new FieldProblem(field, fault.message()));
            }
            sent.forEach((key, value) -> metadata.put(key, value == null ? "" : value));
        }
        return metadata;
    }
}
