package dev.marksheet.session;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What lists show of a request.
 *
 * @param question the question's first 80 characters
 * @param answer the answer's first 80 characters; null when the call has none
 * @param rescoredFrom the call of another session that this one marks anew; null for one that a client has sent
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
        @Nullable JobId rescoredFrom) {

    private static final int MAX_CODE_POINTS = 80;

    public RequestSummary {
        metrics = List.copyOf(metrics);
    }

    /** The first 80 characters, never cutting one in two. */
    static String cut(String text) {
        return text.codePointCount(0, text.length()) <= MAX_CODE_POINTS
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MAX_CODE_POINTS));
    }
}
