package dev.marksheet.metric;

import dev.marksheet.judge.CallJudge;
import dev.marksheet.session.Score;
import dev.marksheet.session.evidence.Evidence;
import dev.marksheet.session.text.Wording;
import dev.marksheet.statistics.Figure;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** How alike answer and ground truth are in meaning, by their embeddings. */
@Component
class AnswerSimilarity implements Metric {

    private static final Description DESCRIPTION = Description.withoutJudge(
                    "answer_similarity",
                    60,
                    List.of(Need.ANSWER, Need.GROUND_TRUTH),
                    "Cosine of the embeddings of answer and ground truth")
            .withEmbeddings()
            .from(-1);

    private final OpenCases openCases;

    AnswerSimilarity(OpenCases openCases) {
        this.openCases = openCases;
    }

    @Override
    public Description description() {
        return DESCRIPTION;
    }

    @Override
    public void check(Map<String, Object> parameters) {
        threshold(parameters);
    }

    @Override
    public CompletableFuture<Score> score(Call call, CallJudge panel) {
        double threshold = threshold(call.parameters());
        return TextSimilarity.ofAnswerAndGroundTruth(call, panel)
                .thenApply(cosine -> mark(cosine, threshold, call.words()));
    }

    private static double threshold(Map<String, Object> values) {
        Parameters parameters = new Parameters(DESCRIPTION.name(), values);
        double threshold = parameters.number("threshold", 0, -1, 1);
        parameters.end();
        return threshold;
    }

    /** The cosine itself, or with a threshold other than 0 whether the cosine reaches it. */
    private Score mark(double cosine, double threshold, Wording words) {
        if (Double.isNaN(cosine)) {
            String reason = words.text(TextSimilarity.ZERO_VECTOR);
            return threshold == 0 ? new Score.Skipped(reason) : openCases.decide(reason, 0, Evidence.NONE);
        }
        double value = value(cosine, threshold);
        String formula = words.text("answer_similarity.cosine", Figure.of(cosine));
        String compared = threshold == 0
                ? formula
                : words.text(
                        value == 1 ? "answer_similarity.reaches" : "answer_similarity.below",
                        formula,
                        Figure.of(threshold));
        return new Score.Scored(value, new Evidence(compared, Map.of(), List.of()));
    }

    static double value(double cosine, double threshold) {
        if (threshold == 0) {
            return cosine;
        }
        return cosine >= threshold ? 1 : 0;
    }
}
