package dev.marksheet.metric;

import dev.marksheet.judge.CallJudge;
import dev.marksheet.session.Score;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** Compares answer and ground truth character by character. */
@Component
class ExactMatch implements Metric {

    private static final Description DESCRIPTION = Description.withoutJudge(
            "exact_match",
            220,
            List.of(Need.ANSWER, Need.GROUND_TRUTH),
            "Whether the answer equals the ground truth, case and white space included");

    @Override
    public Description description() {
        return DESCRIPTION;
    }

    @Override
    public CompletableFuture<Score> score(Call call, CallJudge panel) {
        boolean equal = call.answer().equals(call.groundTruth());
        return Computed.score(equal ? 1 : 0, call.words().text(equal ? "exact_match.equal" : "exact_match.different"));
    }
}
