package dev.marksheet.session;

import dev.marksheet.session.text.Language;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call as it was accepted: every default is filled in.
 *
 * @param metrics the metrics' names, in the order to report them, without repeats
 * @param metricParams parameters by metric name; empty for the defaults
 * @param language the language in which the judge is asked and the reasons of scores are written
 */
public record ScoreRequest(
        SessionId session,
        Sample sample,
        List<String> metrics,
        Map<String, Map<String, Object>> metricParams,
        String judgeModel,
        String embeddingModel,
        Language language,
        CallTags tags) {

    public ScoreRequest {
        metrics = List.copyOf(metrics);
        metricParams = Map.copyOf(metricParams);
    }

    /** A call that a client has sent, without item and metadata. */
    public ScoreRequest(
            SessionId session,
            Sample sample,
            List<String> metrics,
            Map<String, Map<String, Object>> metricParams,
            String judgeModel,
            String embeddingModel,
            Language language) {
        this(session, sample, metrics, metricParams, judgeModel, embeddingModel, language, CallTags.NONE);
    }

    /** A call that is judged in the language of its texts. */
    public ScoreRequest(
            SessionId session,
            Sample sample,
            List<String> metrics,
            Map<String, Map<String, Object>> metricParams,
            String judgeModel,
            String embeddingModel) {
        this(session, sample, metrics, metricParams, judgeModel, embeddingModel, sample.language());
    }

    /** The same call with this item and this metadata. */
    public ScoreRequest tagged(@Nullable String item, Map<String, String> metadata) {
        return with(tags.with(item, metadata));
    }

    /** The same call as the one of an item. */
    public ScoreRequest ofDataset(String reference, String item) {
        return with(tags.ofDataset(reference, item));
    }

    private ScoreRequest with(CallTags newTags) {
        return new ScoreRequest(session, sample, metrics, metricParams, judgeModel, embeddingModel, language, newTags);
    }

    /** The same texts as a call of another session, which marks the given job anew. */
    ScoreRequest rescored(
            SessionId into,
            JobId from,
            List<String> newMetrics,
            Map<String, Map<String, Object>> newParams,
            String newJudge,
            String newEmbedding) {
        return new ScoreRequest(
                into, sample, newMetrics, newParams, newJudge, newEmbedding, language, tags.rescoredFrom(from));
    }

    /** The same call with no more than these metrics. */
    public ScoreRequest only(List<String> some) {
        Map<String, Map<String, Object>> params = new HashMap<>(metricParams);
        params.keySet().retainAll(some);
        return new ScoreRequest(session, sample, some, params, judgeModel, embeddingModel, language, tags);
    }

    /** The client's own id of the row that is marked; null for none. */
    public @Nullable String item() {
        return tags.item();
    }

    /** What the client keeps with the call. */
    public Map<String, String> metadata() {
        return tags.metadata();
    }

    /** What lists show of it. */
    public RequestSummary summary() {
        String answer = sample.answer();
        return new RequestSummary(
                RequestSummary.cut(sample.question()),
                answer == null ? null : RequestSummary.cut(answer),
                metrics,
                judgeModel,
                embeddingModel,
                !sample.contexts().isEmpty(),
                sample.groundTruth() != null,
                language,
                tags,
                false);
    }
}
