package dev.marksheet.metric;

import dev.marksheet.judge.JudgeTask.RatingKind;
import dev.marksheet.judge.Panel;
import dev.marksheet.session.Evidence;
import dev.marksheet.session.Score;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** Two judges rate whether the contexts, all together, carry the answer. */
@Component
class ResponseGroundedness implements Metric {

    private static final Description DESCRIPTION = Description.unit(
            "response_groundedness",
            List.of(Need.ANSWER, Need.CONTEXTS),
            "2, up to 10",
            "Two judges' rating of whether the contexts carry the answer");

    private static final List<Integer> SCALE = List.of(0, 1, 2);

    private final OpenCases openCases;

    ResponseGroundedness(OpenCases openCases) {
        this.openCases = openCases;
    }

    @Override
    public Description description() {
        return DESCRIPTION;
    }

    @Override
    public CompletableFuture<Score> score(Call call, Panel panel) {
        String contexts = Passages.joined(call.contexts());
        if (call.answer().isEmpty() || call.contexts().isEmpty()) {
            return CompletableFuture.completedFuture(
                    new Score.Skipped("without answer and contexts there is nothing to rate"));
        }
        if (call.answer().isBlank() || contexts.isBlank()) {
            return CompletableFuture.completedFuture(
                    openCases.decide("the answer or the contexts are blank", 0, Evidence.NONE));
        }
        return new TwoJudges(SCALE, panel)
                .score(
                        TwoJudges.task(RatingKind.GROUNDEDNESS, 1, "", call.answer(), contexts),
                        TwoJudges.task(RatingKind.GROUNDEDNESS, 2, "", call.answer(), contexts));
    }
}
