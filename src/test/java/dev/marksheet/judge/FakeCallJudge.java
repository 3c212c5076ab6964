package dev.marksheet.judge;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * One call's judge that answers at once and embeds nothing.
 *
 * @param judge whom it asks
 */
public record FakeCallJudge(FakeJudge judge) implements CallJudge {

    @Override
    public <R> CompletableFuture<R> ask(JudgeTask<R> task) {
        return CompletableFuture.completedFuture(judge.ask(task).reply());
    }

    @Override
    public CompletableFuture<List<double[]>> embed(List<String> texts) {
        throw new AssertionError("nothing is embedded");
    }
}
