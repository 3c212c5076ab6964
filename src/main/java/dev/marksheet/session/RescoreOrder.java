package dev.marksheet.session;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An order to score the calls of a session into another one.
 *
 * @param into the session that gets them
 * @param source the run whose calls are meant
 */
public record RescoreOrder(SessionId into, RunId source, Changes changes, Selection selection) {

    /**
     * What the new calls have otherwise; what is null or empty stays as each call has it.
     *
     * @param metrics by their catalogue names
     * @param metricParams parameters of these metrics; a metric that is not named here keeps the call's own
     */
    public record Changes(
            @Nullable String judgeModel,
            @Nullable String embeddingModel,
            List<String> metrics,
            Map<String, Map<String, Object>> metricParams) {

        public Changes {
            metrics = List.copyOf(metrics);
            metricParams = Map.copyOf(metricParams);
        }

        private Map<String, Map<String, Object>> params(ScoreRequest call) {
            Map<String, Map<String, Object>> params = new LinkedHashMap<>(call.metricParams());
            params.putAll(metricParams);
            if (!metrics.isEmpty()) {
                params.keySet().retainAll(metrics);
            }
            return params;
        }
    }

    /**
     * Which calls are meant.
     *
     * @param failed whether only those that failed or have a failed metric
     * @param jobs only these; empty for all
     */
    public record Selection(boolean failed, List<String> jobs) {

        /** All calls. */
        public static final Selection ALL = new Selection(false, List.of());

        public Selection {
            jobs = List.copyOf(jobs);
        }
    }

    /** The run that gets the calls. */
    public RunId run() {
        return RunId.of(into);
    }

    /** A call as it is scored anew. */
    public ScoreRequest anew(JobId job, ScoreRequest call) {
        return call.rescored(
                into,
                job,
                changes.metrics.isEmpty() ? call.metrics() : changes.metrics,
                changes.params(call),
                changes.judgeModel == null ? call.judgeModel() : changes.judgeModel,
                changes.embeddingModel == null ? call.embeddingModel() : changes.embeddingModel);
    }
}
