package dev.marksheet.metric;

import dev.marksheet.judge.Panel;
import dev.marksheet.session.Score;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** Looks for the ground truth inside the answer. */
@Component
class StringPresent implements Metric {

    private static final Description DESCRIPTION = Description.unit(
            "string_present",
            List.of(Need.ANSWER, Need.GROUND_TRUTH),
            "0",
            "Whether the ground truth stands in the answer word for word");

    @Override
    public Description description() {
        return DESCRIPTION;
    }

    @Override
    public CompletableFuture<Score> score(Call call, Panel panel) {
        boolean present = call.answer().contains(call.groundTruth());
        return Computed.score(
                present ? 1 : 0, call.words().text(present ? "string_present.found" : "string_present.not_found"));
    }
}
