package dev.marksheet.metric;

import dev.marksheet.judge.Panel;
import dev.marksheet.session.Score;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** Average precision of the ranking, a context being useful when it helps to arrive at the ground truth. */
@Component
class ContextPrecision implements Metric {

    private static final Description DESCRIPTION = Description.unit(
            "context_precision",
            List.of(Need.QUESTION, Need.CONTEXTS, Need.GROUND_TRUTH),
            "k",
            "Whether the contexts that lead to the ground truth are ranked first");

    private final ContextUsefulness usefulness;

    ContextPrecision(ContextUsefulness usefulness) {
        this.usefulness = usefulness;
    }

    @Override
    public Description description() {
        return DESCRIPTION;
    }

    @Override
    public CompletableFuture<Score> score(Call call, Panel panel) {
        return usefulness.score(call, call.groundTruth(), panel);
    }
}
