package dev.marksheet.metric;

import dev.marksheet.judge.CallJudge;
import dev.marksheet.judge.JudgeTask;
import dev.marksheet.judge.Reply;
import dev.marksheet.session.Score;
import dev.marksheet.session.text.Wording;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** Splits the answer into statements and has each checked against all contexts, in two questions or in one. */
@Component
class Faithfulness implements Metric {

    /** RAGAS's way: the answer alone is split, then its statements are checked. */
    static final String TWO_STEPS = "two_steps";

    /** One question splits and checks. */
    static final String ONE_PASS = "one_pass";

    static final List<String> MODES = List.of(TWO_STEPS, ONE_PASS);

    private static final String MODE = "mode";

    private static final Description DESCRIPTION = Description.withJudge(
            "faithfulness",
            10,
            List.of(Need.QUESTION, Need.ANSWER, Need.CONTEXTS),
            "2, 1 in mode one_pass",
            "Share of the answer's statements that the contexts support");

    private final String usual;

    Faithfulness(FaithfulnessProperties properties) {
        this.usual = properties.mode();
    }

    @Override
    public Description description() {
        return DESCRIPTION;
    }

    @Override
    public void check(Map<String, Object> parameters) {
        mode(parameters);
    }

    @Override
    public Map<String, Object> settled(Map<String, Object> parameters) {
        String mode = mode(parameters);
        return mode.equals(TWO_STEPS) ? Map.of() : Map.of(MODE, mode);
    }

    private String mode(Map<String, Object> values) {
        Parameters parameters = new Parameters(DESCRIPTION.name(), values);
        String mode = parameters.choice(MODE, usual, MODES);
        parameters.end();
        return mode;
    }

    @Override
    public CompletableFuture<Score> score(Call call, CallJudge panel) {
        if (mode(call.parameters()).equals(ONE_PASS)) {
            return panel.ask(new JudgeTask.OnePassSupport(call.question(), call.answer(), call.contexts()))
                    .thenApply(reply -> reply.verdicts().isEmpty() ? nothing(call.words()) : mark(reply, call.words()));
        }
        return panel.ask(new JudgeTask.Statements(call.question(), call.answer()))
                .thenCompose(statements -> verify(call, statements.items(), panel));
    }

    private static CompletableFuture<Score> verify(Call call, List<String> statements, CallJudge panel) {
        if (statements.isEmpty()) {
            return CompletableFuture.completedFuture(nothing(call.words()));
        }
        return panel.ask(new JudgeTask.Support(call.question(), statements, call.contexts()))
                .thenApply(reply -> mark(reply, call.words()));
    }

    private static Score nothing(Wording words) {
        return new Score.Skipped(words.text("faithfulness.nothing"));
    }

    /** Supported verdicts divided by all verdicts; statements sent and verdicts returned are not compared, as in RAGAS. */
    static Score mark(Reply.Verdicts reply, Wording words) {
        return reply.verdicts().isEmpty()
                ? new Score.Failed(words.text("faithfulness.unjudged"))
                : VerdictShare.score(reply, "faithfulness.counted", words);
    }
}
