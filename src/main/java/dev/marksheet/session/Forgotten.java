package dev.marksheet.session;

import dev.marksheet.session.evidence.Evidence;
import dev.marksheet.session.text.Language;
import dev.marksheet.session.text.Wording;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What stands in the place of texts that were forgotten: a call keeps its scores, what they cost and what it was about in
 * its client's words (item, metadata), and says that the rest is gone.
 */
public final class Forgotten {

    private static final String BUNDLE = "session.evidence";

    private Forgotten() {}

    /** The summary of a request without its texts. */
    public static RequestSummary summary(RequestSummary whole) {
        return new RequestSummary(
                Wording.of(BUNDLE, whole.language()).text("forgotten.question"),
                null,
                whole.metrics(),
                whole.judgeModel(),
                whole.embeddingModel(),
                whole.hasContexts(),
                whole.hasGroundTruth(),
                whole.language(),
                whole.tags(),
                true);
    }

    /** The outcomes without evidence, and without reasons that may quote a judge. */
    public static Map<String, Score> scores(Map<String, Score> whole, Language language) {
        String reason = Wording.of(BUNDLE, language).text("forgotten.reason");
        Map<String, Score> scores = new LinkedHashMap<>();
        whole.forEach((metric, score) -> scores.put(
                metric, score instanceof Score.Failed ? new Score.Failed(reason) : score.with(Evidence.NONE)));
        return scores;
    }

    /** A request whose texts are gone, as far as its summary tells of it. */
    public static ScoreRequest request(SessionId session, RequestSummary summary) {
        return new ScoreRequest(
                session,
                Sample.of(summary.question(), null, List.of(), null),
                summary.metrics(),
                Map.of(),
                summary.judgeModel(),
                summary.embeddingModel(),
                summary.language(),
                summary.tags());
    }
}
