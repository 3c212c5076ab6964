package dev.marksheet.metric;

import dev.marksheet.judge.CallJudge;
import dev.marksheet.session.Score;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** Looks for the ground truth inside the answer. */
@Component
class StringPresent implements Metric {

    private static final Description DESCRIPTION = Description.withoutJudge(
            "string_present",
            230,
            List.of(Need.ANSWER, Need.GROUND_TRUTH),
            "Whether the ground truth stands in the answer word for word");

    @Override
    public Description description() {
        return DESCRIPTION;
    }

    @Override
    public CompletableFuture<Score> score(Call call, CallJudge panel) {
        boolean present = TextSearch.contains(call.answer(), call.groundTruth());
        return Computed.score(
                present ? 1 : 0, call.words().text(present ? "string_present.found" : "string_present.not_found"));
    }
}
