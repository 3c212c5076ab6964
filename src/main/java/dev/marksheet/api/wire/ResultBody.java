package dev.marksheet.api.wire;

import dev.marksheet.session.Score;
import dev.marksheet.session.evidence.Evidence;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of one metric over the wire.
 *
 * @param reason why there is no score, or the arithmetic behind the score
 * @param evidence the formula, the notes and the lists of findings by their kind; null when there is nothing to show
 */
public record ResultBody(
        String outcome,
        @Nullable Double value,
        @Nullable String reason,
        @Nullable Map<String, Object> evidence) {

    public static Map<String, ResultBody> of(Map<String, Score> scores) {
        Map<String, ResultBody> results = new LinkedHashMap<>();
        scores.forEach((metric, score) -> results.put(metric, of(score)));
        return results;
    }

    private static ResultBody of(Score score) {
        Evidence evidence = score.evidence();
        if (score instanceof Score.Scored s) {
            return new ResultBody(s.outcome(), s.value(), evidence.formula(), body(evidence));
        }
        String reason = score instanceof Score.Skipped s ? s.reason() : ((Score.Failed) score).reason();
        return new ResultBody(score.outcome(), null, reason, body(evidence));
    }

    private static @Nullable Map<String, Object> body(Evidence evidence) {
        if (evidence.equals(Evidence.NONE)) {
            return null;
        }
        Map<String, Object> body = new LinkedHashMap<>();
        if (evidence.formula() != null) {
            body.put("formula", evidence.formula());
        }
        body.putAll(evidence.findings());
        if (!evidence.isFirm()) {
            body.put("confidence", Evidence.LOW);
        }
        body.put("notes", evidence.notes());
        if (!evidence.replies().isEmpty()) {
            body.put("judge_replies", evidence.replies());
        }
        return body;
    }
}
