package dev.marksheet.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An answer to be scored. What the service makes of each field stands in its README; what is left out is not sent.
 *
 * @param contexts the passages that the answer was drawn from, best first
 * @param groundTruth what would have been right
 * @param item names the row that was asked, so that sessions are compared row by row
 * @param metadata up to 20 pairs to find the call by
 * @param metrics names of metrics; empty for those that the service is set to
 * @param judgeModel null for the service's own
 * @param language {@code en} or {@code zh}: in which the judge is asked; null for that of the data
 */
public record Call(
        String question,
        @Nullable String answer,
        List<String> contexts,
        @Nullable String groundTruth,
        @Nullable String item,
        Map<String, String> metadata,
        List<String> metrics,
        @Nullable String judgeModel,
        @Nullable String embeddingModel,
        @Nullable String language) {

    public Call {
        Objects.requireNonNull(question, "question");
        contexts = List.copyOf(contexts);
        metadata = Map.copyOf(metadata);
        metrics = List.copyOf(metrics);
    }

    public static Call of(String question, @Nullable String answer) {
        return new Call(question, answer, List.of(), null, null, Map.of(), List.of(), null, null, null);
    }

    public static Call of(String question, @Nullable String answer, List<String> contexts) {
        return of(question, answer).withContexts(contexts);
    }

    public Call withContexts(List<String> passages) {
        return new Call(
                question, answer, passages, groundTruth, item, metadata, metrics, judgeModel, embeddingModel, language);
    }

    public Call withGroundTruth(String truth) {
        return new Call(
                question, answer, contexts, truth, item, metadata, metrics, judgeModel, embeddingModel, language);
    }

    public Call withItem(String name) {
        return new Call(
                question, answer, contexts, groundTruth, name, metadata, metrics, judgeModel, embeddingModel, language);
    }

    /** With one pair more, or with another value for one that it has. */
    public Call withMetadata(String key, String value) {
        Map<String, String> more = new LinkedHashMap<>(metadata);
        more.put(key, value);
        return new Call(
                question, answer, contexts, groundTruth, item, more, metrics, judgeModel, embeddingModel, language);
    }

    public Call withMetrics(String... names) {
        return new Call(
                question,
                answer,
                contexts,
                groundTruth,
                item,
                metadata,
                List.of(names),
                judgeModel,
                embeddingModel,
                language);
    }

    public Call withJudgeModel(String model) {
        return new Call(
                question, answer, contexts, groundTruth, item, metadata, metrics, model, embeddingModel, language);
    }

    public Call withEmbeddingModel(String model) {
        return new Call(question, answer, contexts, groundTruth, item, metadata, metrics, judgeModel, model, language);
    }

    public Call withLanguage(String code) {
        return new Call(
                question, answer, contexts, groundTruth, item, metadata, metrics, judgeModel, embeddingModel, code);
    }

    /** The call as the service takes it. */
    Map<String, Object> body(String sessionId) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("session_id", sessionId);
        body.put("question", question);
        putGiven(body, "answer", answer);
        putGiven(body, "contexts", contexts.isEmpty() ? null : contexts);
        putGiven(body, "ground_truth", groundTruth);
        putGiven(body, "item", item);
        putGiven(body, "metadata", metadata.isEmpty() ? null : metadata);
        putGiven(body, "metrics", metrics.isEmpty() ? null : metrics);
        putGiven(body, "judge_model", judgeModel);
        putGiven(body, "embedding_model", embeddingModel);
        putGiven(body, "language", language);
        return body;
    }

    static void putGiven(Map<String, Object> body, String name, @Nullable Object value) {
        if (value != null) {
            body.put(name, value);
        }
    }
}
