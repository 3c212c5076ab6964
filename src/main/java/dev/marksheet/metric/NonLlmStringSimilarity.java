package dev.marksheet.metric;

import dev.marksheet.judge.CallJudge;
import dev.marksheet.session.Score;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** Compares answer and ground truth letter by letter. */
@Component
class NonLlmStringSimilarity implements Metric {

    private static final Description DESCRIPTION = Description.withoutJudge(
            "non_llm_string_similarity",
            210,
            List.of(Need.ANSWER, Need.GROUND_TRUTH),
            "How alike answer and ground truth are letter by letter");

    @Override
    public Description description() {
        return DESCRIPTION;
    }

    @Override
    public void check(Map<String, Object> parameters) {
        DistanceSettings.read(DESCRIPTION.name(), parameters, false);
    }

    @Override
    public CompletableFuture<Score> score(Call call, CallJudge panel) {
        TextDistance distance = DistanceSettings.read(DESCRIPTION.name(), call.parameters(), false)
                .distance();
        return Effort.tooMuch(List.of(call.groundTruth()), List.of(call.answer()), call.words())
                .orElseGet(() -> Computed.score(
                        distance.similarity(call.groundTruth(), call.answer()),
                        call.words().text("non_llm_string_similarity.formula", distance.wireName())));
    }
}
