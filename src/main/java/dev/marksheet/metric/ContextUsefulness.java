package dev.marksheet.metric;

import dev.marksheet.judge.JudgeTask;
import dev.marksheet.judge.Panel;
import dev.marksheet.judge.Reply;
import dev.marksheet.session.Evidence;
import dev.marksheet.session.Score;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** Asks of every context, all at the same time, whether it helps to arrive at an answer, and marks their order. */
@Component
class ContextUsefulness {

    private final OpenCases openCases;

    ContextUsefulness(OpenCases openCases) {
        this.openCases = openCases;
    }

    CompletableFuture<Score> score(Call call, String reference, Panel panel) {
        if (call.contexts().isEmpty()) {
            return CompletableFuture.completedFuture(openCases.decide("no contexts were retrieved", 0, Evidence.NONE));
        }
        return SideBySide.all(call.contexts().stream()
                        .map(context -> panel.ask(new JudgeTask.Usefulness(call.question(), context, reference)))
                        .toList())
                .thenApply(verdicts -> mark(call.contexts(), verdicts));
    }

    static Score mark(List<String> contexts, List<Reply.Verdict> verdicts) {
        List<Boolean> useful = verdicts.stream().map(Reply.Verdict::verdict).toList();
        double value = AveragePrecision.of(useful);
        return new Score.Scored(
                value,
                Evidence.of(
                        AveragePrecision.formula(useful, value), "contexts", Passages.findings(contexts, verdicts)));
    }
}
