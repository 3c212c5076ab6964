package dev.marksheet.session;

import dev.marksheet.session.evidence.Injection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What scoring one call gave.
 *
 * @param scores the outcome of every requested metric, in requested order, with evidence
 * @param usage what each metric cost
 * @param latencyMs how long scoring took
 * @param meanScore mean of those scores whose best is 1 with more being better, for telling the worst calls; null when
 *     there are none
 * @param fingerprint who marked it and how; null on calls that were marked before fingerprints were kept
 * @param injections orders to the judge that its texts hold; empty when none were found
 */
public record CallResult(
        Map<String, Score> scores,
        Map<String, Usage> usage,
        long latencyMs,
        @Nullable Double meanScore,
        @Nullable JudgeFingerprint fingerprint,
        List<Injection> injections) {

    public CallResult {
        scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
        usage = Collections.unmodifiableMap(new LinkedHashMap<>(usage));
        injections = List.copyOf(injections);
    }

    /** A result without a fingerprint and without injections. */
    public CallResult(Map<String, Score> scores, Map<String, Usage> usage, long latencyMs, @Nullable Double meanScore) {
        this(scores, usage, latencyMs, meanScore, null, List.of());
    }

    /** {@link JobStatus#FAILED} when metrics applied and every one of them failed, else {@link JobStatus#COMPLETED}. */
    public JobStatus status() {
        boolean anyScored = scores.values().stream().anyMatch(Score.Scored.class::isInstance);
        boolean anyFailed = scores.values().stream().anyMatch(Score.Failed.class::isInstance);
        return anyFailed && !anyScored ? JobStatus.FAILED : JobStatus.COMPLETED;
    }

    /** The same with what its fingerprint stands for. */
    public CallResult fingerprintedBy(@Nullable JudgeFingerprint whole) {
        return new CallResult(scores, usage, latencyMs, meanScore, whole, injections);
    }

    /** What it has cost as far as the models' prices are configured. */
    public double knownCost() {
        return Usage.total(usage.values()).knownCost();
    }

    /**
     * This result where the metrics that had failed were tried again. The others stay as they are, and what was spent adds
     * up.
     *
     * @param attempt what became of those that had failed
     */
    public CallResult mendedBy(CallResult attempt) {
        Map<String, Score> mended = new LinkedHashMap<>(scores);
        failed().forEach(metric ->
                mended.computeIfPresent(metric, (name, old) -> attempt.scores.getOrDefault(name, old)));
        Map<String, Usage> spent = new LinkedHashMap<>(usage);
        attempt.usage.forEach((metric, more) -> spent.merge(metric, more, Usage::plus));
        return new CallResult(
                mended,
                spent,
                attempt.latencyMs,
                meanScore,
                attempt.fingerprint == null ? fingerprint : attempt.fingerprint,
                attempt.injections.isEmpty() ? injections : attempt.injections);
    }

    /** The same with another mean of its scores. */
    public CallResult meaning(@Nullable Double mean) {
        return new CallResult(scores, usage, latencyMs, mean, fingerprint, injections);
    }

    /** The names of the metrics that failed, in requested order. */
    public List<String> failed() {
        return scores.entrySet().stream()
                .filter(e -> e.getValue() instanceof Score.Failed)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** How many metrics have a score. */
    public long scored() {
        return scores.values().stream().filter(Score.Scored.class::isInstance).count();
    }

    /** Which metrics failed and why, or null when none did. */
    public @Nullable String error() {
        String text = scores.entrySet().stream()
                .filter(e -> e.getValue() instanceof Score.Failed)
                .map(e -> e.getKey() + ": " + ((Score.Failed) e.getValue()).reason())
                .collect(Collectors.joining("; "));
        return text.isEmpty() ? null : text;
    }

    /** The names of the skipped metrics, sorted. */
    public List<String> skipped() {
        return skipped(scores);
    }

    /** The names of the skipped metrics among {@code scores}, sorted. */
    public static List<String> skipped(Map<String, Score> scores) {
        return scores.entrySet().stream()
                .filter(e -> e.getValue() instanceof Score.Skipped)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** The value of a metric's score; empty when it has none. */
    public OptionalDouble value(String metric) {
        return scores.get(metric) instanceof Score.Scored s ? OptionalDouble.of(s.value()) : OptionalDouble.empty();
    }
}
