package dev.marksheet.query;

import dev.marksheet.session.JobId;
import dev.marksheet.session.SessionReport;
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
     * @param item the client's own id of the row that was marked; null for none
     */
    public record OfQuestion(
            @Nullable String question, @Nullable String item, JobId job, double value) {}

    public RunScores {
        scores = Map.copyOf(scores);
    }
}
