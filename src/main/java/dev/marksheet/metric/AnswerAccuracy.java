package dev.marksheet.metric;

import dev.marksheet.judge.CallJudge;
import dev.marksheet.judge.JudgeTask.RatingKind;
import dev.marksheet.session.Score;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** Two judges rate whether answer and ground truth agree; the second sees them in exchanged roles. */
@Component
class AnswerAccuracy implements Metric {

    private static final Description DESCRIPTION = Description.withJudge(
            "answer_accuracy",
            130,
            List.of(Need.QUESTION, Need.ANSWER, Need.GROUND_TRUTH),
            "2, up to 2 · max_retries",
            "Two judges' rating of whether the answer agrees with the ground truth");

    private static final List<Integer> SCALE = List.of(0, 2, 4);

    @Override
    public Description description() {
        return DESCRIPTION;
    }

    @Override
    public void check(Map<String, Object> parameters) {
        TwoJudges.attempts(DESCRIPTION.name(), parameters);
    }

    @Override
    public CompletableFuture<Score> score(Call call, CallJudge panel) {
        if (call.question().isEmpty()
                || call.answer().isEmpty()
                || call.groundTruth().isEmpty()) {
            return CompletableFuture.completedFuture(
                    new Score.Skipped(call.words().text("answer_accuracy.nothing")));
        }
        return new TwoJudges(SCALE, panel, call.words(), TwoJudges.attempts(DESCRIPTION.name(), call.parameters()))
                .score(
                        TwoJudges.task(RatingKind.ACCURACY, 1, call.question(), call.answer(), call.groundTruth()),
                        TwoJudges.task(RatingKind.ACCURACY, 2, call.question(), call.groundTruth(), call.answer()));
    }
}
