package dev.marksheet.session;

import dev.marksheet.session.text.Language;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What lists show of a request.
 *
 * @param question the question's first 80 characters
 * @param answer the answer's first 80 characters; null when the call has none
 * @param forgotten whether the call's texts were forgotten: the question says so in its place
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
        CallTags tags,
        boolean forgotten) {

    /** What lists show of a request that can't be read. */
    public static final RequestSummary UNREADABLE =
            new RequestSummary("", null, List.of(), "", "", false, false, Language.EN, CallTags.NONE, false);

    private static final int MAX_CODE_POINTS = 80;

    public RequestSummary {
        metrics = List.copyOf(metrics);
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
                tags.submittedBy(key),
                forgotten);
    }

    /** The client's own id of the row that is marked; null for none. */
    public @Nullable String item() {
        return tags.item();
    }

    /** What the client keeps with the call. */
    public Map<String, String> metadata() {
        return tags.metadata();
    }

    /** The first 80 characters, never cutting one in two. */
    static String cut(String text) {
        return text.codePointCount(0, text.length()) <= MAX_CODE_POINTS
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MAX_CODE_POINTS));
    }
}
