package dev.marksheet.metric;

import dev.marksheet.judge.JudgeTask.Rating;
import dev.marksheet.judge.JudgeTask.RatingKind;
import java.util.List;
import org.springframework.stereotype.Component;

/** Two judges rate whether the contexts, all together, carry the answer. */
@Component
class ResponseGroundedness extends ContextRating {

    ResponseGroundedness(OpenCases openCases) {
        super(
                Description.withJudge(
                        "response_groundedness",
                        110,
                        List.of(Need.ANSWER, Need.CONTEXTS),
                        "2, up to 2 · max_retries",
                        "Two judges' rating of whether the contexts carry the answer"),
                openCases);
    }

    @Override
    String text(Call call) {
        return call.answer();
    }

    @Override
    Rating task(int judge, String answer, String contexts) {
        return TwoJudges.task(RatingKind.GROUNDEDNESS, judge, "", answer, contexts);
    }
}
