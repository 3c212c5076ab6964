package dev.marksheet.metric;

import dev.marksheet.judge.CallJudge;
import dev.marksheet.statistics.Vectors;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The cosine of answer and ground truth, asked in one form so that the metrics of a call share the embeddings. */
final class TextSimilarity {

    /** The key of why there is no cosine when it is NaN. */
    static final String ZERO_VECTOR = "similarity.zero";

    private TextSimilarity() {}

    /** The cosine, from -1 to 1; NaN when either text embeds as a zero vector. An empty text counts as one space. */
    static CompletableFuture<Double> ofAnswerAndGroundTruth(Call call, CallJudge panel) {
        return panel.embed(List.of(embeddable(call.groundTruth()), embeddable(call.answer())))
                .thenApply(vectors -> Vectors.cosine(vectors.get(0), vectors.get(1)));
    }

    private static String embeddable(String text) {
        return text.isEmpty() ? " " : text;
    }
}
