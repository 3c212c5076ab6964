package dev.marksheet.metric;

import dev.marksheet.judge.CallJudge;
import dev.marksheet.judge.JudgeTask;
import dev.marksheet.judge.Reply;
import dev.marksheet.session.Score;
import dev.marksheet.session.Wording;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** Splits the answer into statements and has each checked against all contexts. */
@Component
class Faithfulness implements Metric {

    private static final Description DESCRIPTION = Description.withJudge(
            "faithfulness",
            10,
            List.of(Need.QUESTION, Need.ANSWER, Need.CONTEXTS),
            "2",
            "Share of the answer's statements that the contexts support");

    @Override
    public Description description() {
        return DESCRIPTION;
    }

    @Override
    public CompletableFuture<Score> score(Call call, CallJudge panel) {
        return panel.ask(new JudgeTask.Statements(call.question(), call.answer()))
                .thenCompose(statements -> verify(call, statements.items(), panel));
    }

    private static CompletableFuture<Score> verify(Call call, List<String> statements, CallJudge panel) {
        if (statements.isEmpty()) {
            return CompletableFuture.completedFuture(
                    new Score.Skipped(call.words().text("faithfulness.nothing")));
        }
        return panel.ask(new JudgeTask.Support(call.question(), statements, call.contexts()))
                .thenApply(reply -> mark(reply, call.words()));
    }

    /** Supported verdicts divided by all verdicts; statements sent and verdicts returned are not compared, as in RAGAS. */
    static Score mark(Reply.Verdicts reply, Wording words) {
        return reply.verdicts().isEmpty()
                ? new Score.Failed(words.text("faithfulness.unjudged"))
                : VerdictShare.score(reply, "faithfulness.counted", words);
    }
}
