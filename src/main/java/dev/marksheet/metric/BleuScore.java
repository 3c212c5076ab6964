package dev.marksheet.metric;

import dev.marksheet.judge.CallJudge;
import dev.marksheet.session.Score;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** BLEU of the first sentence of the answer, each sentence of the ground truth being an alternative reference. */
@Component
class BleuScore implements Metric {

    private static final Description DESCRIPTION = Description.withoutJudge(
            "bleu_score",
            180,
            List.of(Need.ANSWER, Need.GROUND_TRUTH),
            "BLEU of the answer's first sentence against the sentences of the ground truth");

    @Override
    public Description description() {
        return DESCRIPTION;
    }

    @Override
    public CompletableFuture<Score> score(Call call, CallJudge panel) {
        return Effort.tooLong(call.words(), call.answer(), call.groundTruth()).orElseGet(() -> compare(call));
    }

    private static CompletableFuture<Score> compare(Call call) {
        List<String> hypotheses = Bleu.sentences(call.answer());
        double value = Bleu.of(hypotheses.get(0), Bleu.sentences(call.groundTruth()));
        String formula = call.words().text("bleu_score.formula");
        return hypotheses.size() == 1
                ? Computed.score(value, formula)
                : Computed.score(value, formula, call.words().text("bleu_score.first"));
    }
}
