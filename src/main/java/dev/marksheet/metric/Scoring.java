package dev.marksheet.metric;

import dev.marksheet.session.Score;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The running scoring of one call. A metric's fault is a {@link Score.Failed} of that metric alone. Safe for use by many
 * threads at once; nothing here blocks.
 */
public final class Scoring {

    private final Map<String, CompletableFuture<Score>> running;
    private final CompletableFuture<Void> done;

    /** @param running futures that never fail, in requested order */
    Scoring(Map<String, CompletableFuture<Score>> running) {
        this.running = Collections.unmodifiableMap(new LinkedHashMap<>(running));
        this.done = CompletableFuture.allOf(running.values().toArray(CompletableFuture[]::new));
    }

    /** Completes when every metric has ended; never fails of itself. */
    public CompletableFuture<Void> done() {
        return done.copy();
    }

    /** The scores of all metrics in requested order, once every metric has ended. */
    public CompletableFuture<Map<String, Score>> scores() {
        return done.thenApply(ended -> soFar("not finished"));
    }

    /** The scores in requested order as they are now; a metric that has not ended counts as failed for the reason given. */
    public Map<String, Score> soFar(String reasonForUnfinished) {
        Map<String, Score> scores = new LinkedHashMap<>();
        running.forEach((metric, score) -> scores.put(metric, score.getNow(new Score.Failed(reasonForUnfinished))));
        return Collections.unmodifiableMap(scores);
    }
}
