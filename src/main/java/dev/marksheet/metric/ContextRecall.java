package dev.marksheet.metric;

import dev.marksheet.judge.CallJudge;
import dev.marksheet.judge.JudgeTask;
import dev.marksheet.judge.Reply;
import dev.marksheet.session.Score;
import dev.marksheet.session.text.Wording;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** Has each sentence of the ground truth checked: can it be attributed to the contexts? */
@Component
class ContextRecall implements Metric {

    private static final Description DESCRIPTION = Description.withJudge(
            "context_recall",
            40,
            List.of(Need.QUESTION, Need.CONTEXTS, Need.GROUND_TRUTH),
            "1",
            "Share of the ground truth's sentences that the contexts hold");

    @Override
    public Description description() {
        return DESCRIPTION;
    }

    @Override
    public CompletableFuture<Score> score(Call call, CallJudge panel) {
        return panel.ask(new JudgeTask.Attribution(call.question(), call.groundTruth(), call.contexts()))
                .thenApply(reply -> mark(reply, call.words()));
    }

    /** Attributed sentences divided by all sentences. */
    static Score mark(Reply.Verdicts reply, Wording words) {
        return reply.verdicts().isEmpty()
                ? new Score.Skipped(words.text("context_recall.nothing"))
                : VerdictShare.score(reply, "context_recall.counted", words);
    }
}
