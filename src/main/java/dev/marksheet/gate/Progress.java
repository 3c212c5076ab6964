package dev.marksheet.gate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a session's calls have come.
 *
 * @param counted ended calls before the first that is open, in the order of acceptance
 * @param open calls that have not ended
 * @param all calls that were not cancelled
 * @param expected how many will come; null where that is unknown
 */
public record Progress(
        long counted, long open, long all, @Nullable Long expected) {

    /** Whether nothing more is to come, as far as is known. */
    boolean complete() {
        return open == 0 && (expected == null || counted >= expected);
    }

    /** What is still to come. */
    List<Reason> missing() {
        List<Reason> missing = new ArrayList<>();
        if (open > 0) {
            missing.add(Reason.ofCount("open", open, open, all));
        }
        if (expected != null && all < expected) {
            missing.add(Reason.of("expected", all, expected));
        }
        return missing;
    }
}
