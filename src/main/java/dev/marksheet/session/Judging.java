package dev.marksheet.session;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What the judging of a session's calls came to, kept by increments.
 *
 * @param usage what each metric has cost
 * @param fingerprints the fingerprints of the marks of each metric ({@link JudgeFingerprint#ofMetric}), in the order in
 *     which they first came, at most {@link #MAX_FINGERPRINTS}
 * @param prose what the judge's prose advice has cost
 */
public record Judging(Map<String, Usage> usage, Map<String, Set<String>> fingerprints, Usage prose) {

    /** How many fingerprints of a metric are kept apart; more than two say no more than two do. */
    public static final int MAX_FINGERPRINTS = 10;

    public static final Judging NONE = new Judging(Map.of(), Map.of(), Usage.NONE);

    public Judging {
        usage = Collections.unmodifiableMap(new LinkedHashMap<>(usage));
        Map<String, Set<String>> copy = new LinkedHashMap<>();
        fingerprints.forEach(
                (metric, hashes) -> copy.put(metric, Collections.unmodifiableSet(new LinkedHashSet<>(hashes))));
        fingerprints = Collections.unmodifiableMap(copy);
    }

    /** What all metrics and the prose have cost. Its latency is that of all metrics added up. */
    public Usage total() {
        return Usage.total(usage.values()).plus(prose);
    }

    /** The metrics whose marks come from more than one judge, prompt set or version. */
    public Set<String> mixed() {
        Set<String> mixed = new LinkedHashSet<>();
        fingerprints.forEach((metric, hashes) -> {
            if (hashes.size() > 1) {
                mixed.add(metric);
            }
        });
        return mixed;
    }

    /** The same with one more call counted; a skipped metric was not marked and leaves no fingerprint. */
    public Judging plus(CallResult call) {
        Map<String, Usage> sums = new LinkedHashMap<>(usage);
        call.usage().forEach((metric, cost) -> sums.merge(metric, cost, Usage::plus));
        Map<String, Set<String>> all = new LinkedHashMap<>(fingerprints);
        JudgeFingerprint fingerprint = call.fingerprint();
        if (fingerprint != null) {
            call.scores().forEach((metric, score) -> {
                String hash = score instanceof Score.Scored ? fingerprint.ofMetric(metric) : null;
                if (hash != null) {
                    all.merge(metric, Set.of(hash), Judging::union);
                }
            });
        }
        return new Judging(sums, all, prose);
    }

    private static Set<String> union(Set<String> known, Set<String> more) {
        if (known.containsAll(more) || known.size() == MAX_FINGERPRINTS) {
            return known;
        }
        return SessionReport.with(known, more);
    }
}
