package dev.marksheet.session;

import dev.marksheet.session.text.Language;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What lists show of a request.
 *
 * @param question the question's first 80 characters
 * @param answer the answer's first 80 characters; null when the call has none
 * @param item the client's own id of the row that is marked; null for none
 * @param metadata what the client keeps with the call
 * @param dataset the version of a dataset that the item is of, as {@code name@3}; null for none
 * @param rescoredFrom the call of another session that this one marks anew; null for one that a client has sent
 * @param forgotten whether the call's texts were forgotten: the question says so in its place
 * @param submittedBy the name of the key with which the call was sent; null where none was asked for
 */
public record RequestSummary(
        String question,
        @Nullable String answer,
        List<String> metrics,
        String judgeModel,
        String embeddingModel,
        boolean hasContexts,
        boolean hasGroundTruth,
        Language language,
        @Nullable String item,
        Map<String, String> metadata,
        @Nullable String dataset,
        @Nullable JobId rescoredFrom,
        boolean forgotten,
        @Nullable String submittedBy) {

    private static final int MAX_CODE_POINTS = 80;

    public RequestSummary {
        metrics = List.copyOf(metrics);
        metadata = metadata == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /** That of a request whose texts are kept. */
    public RequestSummary(
            String question,
            @Nullable String answer,
            List<String> metrics,
            String judgeModel,
            String embeddingModel,
            boolean hasContexts,
            boolean hasGroundTruth,
            Language language,
            @Nullable String item,
            Map<String, String> metadata,
            @Nullable String dataset,
            @Nullable JobId rescoredFrom) {
        this(
                question,
                answer,
                metrics,
                judgeModel,
                embeddingModel,
                hasContexts,
                hasGroundTruth,
                language,
                item,
                metadata,
                dataset,
                rescoredFrom,
                false,
                null);
    }

    /** The same, sent with the key of this name. */
    public RequestSummary submittedBy(@Nullable String key) {
        return new RequestSummary(
                question,
                answer,
                metrics,
                judgeModel,
                embeddingModel,
                hasContexts,
                hasGroundTruth,
                language,
                item,
                metadata,
                dataset,
                rescoredFrom,
                forgotten,
                key);
    }

    /** The first 80 characters, never cutting one in two. */
    static String cut(String text) {
        return text.codePointCount(0, text.length()) <= MAX_CODE_POINTS
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MAX_CODE_POINTS));
    }
}
