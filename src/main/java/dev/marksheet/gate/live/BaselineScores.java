package dev.marksheet.gate.live;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The scores of a baseline's items, while another session's are paired with them. Not safe for use by many threads. */
final class BaselineScores {

    /** An item that was scored more than once counts with the mean of its scores. */
    private static final class Item {
        private double sum;
        private int scores;
        private boolean paired;
    }

    private final Map<String, Item> items = new HashMap<>();
    private long missing;
    private long paired;

    void add(@Nullable String item, String outcome, double value) {
        if (item != null && outcome.equals("scored")) {
            Item known = items.computeIfAbsent(item, i -> new Item());
            known.sum += value;
            known.scores++;
        }
    }

    /**
     * The baseline's score of an item; empty where it has none, which is noted, and where there is nothing to compare.
     *
     * @param outcome what became of the other session's call
     */
    OptionalDouble pair(@Nullable String item, String outcome) {
        Item known = item == null ? null : items.get(item);
        if (known == null) {
            missing += outcome.equals("skipped") ? 0 : 1;
            return OptionalDouble.empty();
        }
        if (!known.paired) {
            known.paired = true;
            paired++;
        }
        return outcome.equals("skipped") ? OptionalDouble.empty() : OptionalDouble.of(known.sum / known.scores);
    }

    /** Calls of the other session about items that the baseline has no score of. */
    long missing() {
        return missing;
    }

    /** Items of the baseline that the other session has no call about. */
    long absent() {
        return items.size() - paired;
    }

    /** Items of the baseline that have a score. */
    long items() {
        return items.size();
    }
}
