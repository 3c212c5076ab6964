package dev.marksheet.metric;

import dev.marksheet.judge.CallJudge;
import dev.marksheet.session.Score;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** A metric of how early the useful contexts are ranked, useful for arriving at one of the call's texts. */
abstract class RankedContexts implements Metric {

    private final Description description;
    private final Function<Call, String> goal;
    private final ContextUsefulness usefulness;

    /** @param goal the text that a context has to help with */
    RankedContexts(Description description, Function<Call, String> goal, ContextUsefulness usefulness) {
        this.description = usefulness.describing(description);
        this.goal = goal;
        this.usefulness = usefulness;
    }

    @Override
    public final Description description() {
        return description;
    }

    @Override
    public final CompletableFuture<Score> score(Call call, CallJudge panel) {
        return usefulness.score(call, goal.apply(call), panel);
    }
}
