package dev.marksheet.session;

import dev.marksheet.session.text.Language;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call as it was accepted: every default is filled in.
 *
 * @param metrics the metrics' names, in the order to report them, without repeats
 * @param metricParams parameters by metric name; empty for the defaults
 * @param language the language in which the judge is asked and the reasons of scores are written
 * @param item the client's own id of the row that is marked, at most {@link #LONGEST_ITEM} characters; null for none
 * @param metadata what the client keeps with the call, at most {@link #MOST_METADATA} pairs
 * @param dataset the version of a dataset that the item is of, as {@code name@3}; null for none
 * @param rescoredFrom the call of another session that this one marks anew; null for one that a client has sent
 */
public record ScoreRequest(
        SessionId session,
        Sample sample,
        List<String> metrics,
        Map<String, Map<String, Object>> metricParams,
        String judgeModel,
        String embeddingModel,
        Language language,
        @Nullable String item,
        Map<String, String> metadata,
        @Nullable String dataset,
        @Nullable JobId rescoredFrom) {

    /** The longest item, in characters (UTF-16 units). */
    public static final int LONGEST_ITEM = 200;

    public static final int MOST_METADATA = 20;

    public ScoreRequest {
        metrics = List.copyOf(metrics);
        metricParams = Map.copyOf(metricParams);
        // A request stored by an earlier version follows its data.
        language = language == null ? sample.language() : language;
        metadata = metadata == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
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
        this(session, sample, metrics, metricParams, judgeModel, embeddingModel, language, null, Map.of(), null, null);
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
    public ScoreRequest tagged(@Nullable String newItem, Map<String, String> newMetadata) {
        return new ScoreRequest(
                session,
                sample,
                metrics,
                metricParams,
                judgeModel,
                embeddingModel,
                language,
                newItem,
                newMetadata,
                dataset,
                rescoredFrom);
    }

    /** The same call as the one of an item. */
    public ScoreRequest ofDataset(String reference, String newItem) {
        return new ScoreRequest(
                session,
                sample,
                metrics,
                metricParams,
                judgeModel,
                embeddingModel,
                language,
                newItem,
                metadata,
                reference,
                rescoredFrom);
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
                into, sample, newMetrics, newParams, newJudge, newEmbedding, language, item, metadata, dataset, from);
    }

    /** The same call with no more than these metrics. */
    public ScoreRequest only(List<String> some) {
        Map<String, Map<String, Object>> params = new HashMap<>(metricParams);
        params.keySet().retainAll(some);
        return new ScoreRequest(
                session,
                sample,
                some,
                params,
                judgeModel,
                embeddingModel,
                language,
                item,
                metadata,
                dataset,
                rescoredFrom);
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
                item,
                metadata,
                dataset,
                rescoredFrom);
    }
}
