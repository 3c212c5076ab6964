package dev.marksheet.metric;

import dev.marksheet.judge.Panel;
import dev.marksheet.session.Score;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** Average precision of the ranking, a context being useful when it helps to arrive at the answer. */
@Component
class ContextUtilization implements Metric {

    private static final Description DESCRIPTION = Description.unit(
            "context_utilization",
            List.of(Need.QUESTION, Need.CONTEXTS, Need.ANSWER),
            "k",
            "Whether the contexts that the answer builds on are ranked first");

    private final ContextUsefulness usefulness;

    ContextUtilization(ContextUsefulness usefulness) {
        this.usefulness = usefulness;
    }

    @Override
    public Description description() {
        return DESCRIPTION;
    }

    @Override
    public CompletableFuture<Score> score(Call call, Panel panel) {
        return usefulness.score(call, call.answer(), panel);
    }
}
