package dev.marksheet.metric;

import dev.marksheet.session.Finding;
import dev.marksheet.session.Score;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Compares sets of context ids as texts: case counts, repetition doesn't. */
final class ContextIds {

    private ContextIds() {}

    /** The share of the distinct {@code counted} ids that are among {@code others}; skipped when there are none. */
    static CompletableFuture<Score> share(List<String> counted, List<String> others, String what) {
        Set<String> distinct = new LinkedHashSet<>(counted);
        if (distinct.isEmpty()) {
            return Computed.skipped("there are no " + what);
        }
        Set<String> known = Set.copyOf(others);
        List<Finding> findings = distinct.stream()
                .map(id -> new Finding(id, known.contains(id) ? 1 : 0, null, null, null))
                .toList();
        long common = distinct.stream().filter(known::contains).count();
        return Computed.score(
                (double) common / distinct.size(),
                Figures.share(common, distinct.size(), what + " in common"),
                "ids",
                findings);
    }
}
