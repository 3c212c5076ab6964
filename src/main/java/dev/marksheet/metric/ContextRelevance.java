package dev.marksheet.metric;

import dev.marksheet.judge.JudgeTask.RatingKind;
import dev.marksheet.judge.Panel;
import dev.marksheet.session.Evidence;
import dev.marksheet.session.Score;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** Two judges rate whether the contexts, all together, help with the question. */
@Component
class ContextRelevance implements Metric {

    private static final Description DESCRIPTION = Description.unit(
            "context_relevance",
            List.of(Need.QUESTION, Need.CONTEXTS),
            "2, up to 10",
            "Two judges' rating of whether the contexts help with the question");

    private static final List<Integer> SCALE = List.of(0, 1, 2);

    private final OpenCases openCases;

    ContextRelevance(OpenCases openCases) {
        this.openCases = openCases;
    }

    @Override
    public Description description() {
        return DESCRIPTION;
    }

    @Override
    public CompletableFuture<Score> score(Call call, Panel panel) {
        String contexts = Passages.joined(call.contexts());
        if (call.question().isEmpty() || call.contexts().isEmpty()) {
            return CompletableFuture.completedFuture(
                    new Score.Skipped("without question and contexts there is nothing to rate"));
        }
        if (call.question().isBlank() || contexts.isBlank()) {
            return CompletableFuture.completedFuture(openCases.decide("the contexts are blank", 0, Evidence.NONE));
        }
        if (call.question().strip().contains(contexts.strip())) {
            return CompletableFuture.completedFuture(new Score.Scored(
                    0, new Evidence("the contexts only repeat the question = 0.00", Map.of(), List.of())));
        }
        return new TwoJudges(SCALE, panel)
                .score(
                        TwoJudges.task(RatingKind.RELEVANCE, 1, call.question(), contexts, ""),
                        TwoJudges.task(RatingKind.RELEVANCE, 2, call.question(), contexts, ""));
    }
}
