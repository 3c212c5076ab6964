package dev.marksheet.metric;

import dev.marksheet.session.Score;
import dev.marksheet.session.evidence.Finding;
import dev.marksheet.session.text.Wording;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Compares sets of context ids as texts: case counts, repetition doesn't. */
final class ContextIds {

    private ContextIds() {}

    /** The share of the distinct {@code counted} ids that are among {@code others}; skipped when there are none. {@code metric} says how. */
    static CompletableFuture<Score> share(List<String> counted, List<String> others, String metric, Wording words) {
        Set<String> distinct = new LinkedHashSet<>(counted);
        if (distinct.isEmpty()) {
            return Computed.skipped(words.text(metric + ".none"));
        }
        Set<String> known = Set.copyOf(others);
        List<Finding> findings = distinct.stream()
                .map(id -> new Finding(id, known.contains(id) ? 1 : 0, null, null, null))
                .toList();
        long common = distinct.stream().filter(known::contains).count();
        return Computed.score(
                (double) common / distinct.size(),
                words.text(metric + ".counted", common, distinct.size()),
                "ids",
                findings);
    }
}
