package dev.marksheet.metric;

import dev.marksheet.session.Score;
import dev.marksheet.session.evidence.Evidence;
import dev.marksheet.session.evidence.Finding;
import dev.marksheet.statistics.Figure;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Scores that need no judge. */
final class Computed {

    private Computed() {}

    /** A score with the name of what was computed; the formula ends with the number. */
    static CompletableFuture<Score> score(double value, String what, String... notes) {
        Evidence evidence = new Evidence(what + " = " + Figure.of(value), Map.of(), List.of(notes));
        return CompletableFuture.completedFuture(new Score.Scored(value, evidence));
    }

    /** A score with one list of findings. */
    static CompletableFuture<Score> score(double value, String what, String kind, List<Finding> findings) {
        return CompletableFuture.completedFuture(
                new Score.Scored(value, Evidence.of(what + " = " + Figure.of(value), kind, findings)));
    }

    static CompletableFuture<Score> skipped(String reason) {
        return CompletableFuture.completedFuture(new Score.Skipped(reason));
    }
}
