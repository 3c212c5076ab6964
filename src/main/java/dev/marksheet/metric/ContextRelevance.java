package dev.marksheet.metric;

import dev.marksheet.judge.JudgeTask.Rating;
import dev.marksheet.judge.JudgeTask.RatingKind;
import java.util.List;
import org.springframework.stereotype.Component;

/** Two judges rate whether the contexts, all together, help with the question. */
@Component
class ContextRelevance extends ContextRating {

    ContextRelevance(OpenCases openCases) {
        super(
                Description.withJudge(
                        "context_relevance",
                        90,
                        List.of(Need.QUESTION, Need.CONTEXTS),
                        "2, up to 2 · max_retries",
                        "Two judges' rating of whether the contexts help with the question"),
                openCases);
    }

    @Override
    String text(Call call) {
        return call.question();
    }

    @Override
    Rating task(int judge, String question, String contexts) {
        return TwoJudges.task(RatingKind.RELEVANCE, judge, question, contexts, "");
    }

    @Override
    boolean repeats(String question, String contexts) {
        return question.strip().contains(contexts.strip());
    }
}
