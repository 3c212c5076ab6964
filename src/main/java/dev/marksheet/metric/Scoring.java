package dev.marksheet.metric;

import dev.marksheet.session.Score;
import dev.marksheet.session.text.Wording;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The running scoring of one call. A metric's fault is a {@link Score.Failed} of that metric alone. Safe for use by many
 * threads at once; nothing here blocks.
 */
public final class Scoring {

    private final Map<String, CompletableFuture<Score>> running;
    private final Wording words;
    private final CompletableFuture<Void> done;
    private final Map<String, Long> nanos = new ConcurrentHashMap<>();

    /**
     * @param running futures that never fail, in requested order
     * @param words of the reasons
     */
    Scoring(Map<String, CompletableFuture<Score>> running, Wording words) {
        this.words = words;
        this.running = Collections.unmodifiableMap(new LinkedHashMap<>(running));
        long start = System.nanoTime();
        running.forEach((metric, score) ->
                score.whenComplete((outcome, fault) -> nanos.put(metric, System.nanoTime() - start)));
        this.done = CompletableFuture.allOf(running.values().toArray(CompletableFuture[]::new));
    }

    /** Milliseconds from the start until each metric ended; without those that have not ended. */
    public Map<String, Long> latencies() {
        Map<String, Long> latencies = new LinkedHashMap<>();
        nanos.forEach((metric, time) -> latencies.put(metric, TimeUnit.NANOSECONDS.toMillis(time)));
        return latencies;
    }

    /** The scores of all metrics in requested order, once every metric has ended; never fails of itself. */
    public CompletableFuture<Map<String, Score>> scores() {
        return done.thenApply(ended -> soFar(words.text("unfinished")));
    }

    /** The scores in requested order as they are now; a metric that has not ended has failed at the deadline. */
    public Map<String, Score> soFar(Duration deadline) {
        return soFar(overdue(deadline));
    }

    /** Why a metric that has not ended by the deadline has failed. */
    public String overdue(Duration deadline) {
        return words.text("unfinished.deadline", deadline.toSeconds());
    }

    private Map<String, Score> soFar(String reasonForUnfinished) {
        Map<String, Score> scores = new LinkedHashMap<>();
        running.forEach((metric, score) -> scores.put(metric, score.getNow(new Score.Failed(reasonForUnfinished))));
        return Collections.unmodifiableMap(scores);
    }
}
