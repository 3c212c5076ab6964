package dev.marksheet.session;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run with the scores of its calls, for comparing.
 *
 * @param scores the scores of the latest calls by metric
 */
public record RunScores(SessionReport report, Map<String, List<OfQuestion>> scores) {

    /**
     * A call's score.
     *
     * @param question equal for equal questions; null where it is not known
     */
    public record OfQuestion(@Nullable String question, JobId job, double value) {}

    public RunScores {
        scores = Map.copyOf(scores);
    }
}
