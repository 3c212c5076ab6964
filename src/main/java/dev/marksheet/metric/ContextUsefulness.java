package dev.marksheet.metric;

import dev.marksheet.judge.CallJudge;
import dev.marksheet.judge.JudgeTask;
import dev.marksheet.judge.Reply;
import dev.marksheet.session.Score;
import dev.marksheet.session.evidence.Evidence;
import dev.marksheet.session.text.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** Asks of every context, all at the same time or, where so configured, in one question, whether it helps to arrive at an answer, and marks their order. */
@Component
class ContextUsefulness {

    /** More contexts in one request would make its reply too long. */
    private static final int MOST_TOGETHER = 20;

    private final OpenCases openCases;
    private final boolean together;

    ContextUsefulness(OpenCases openCases, ContextProperties properties) {
        this.openCases = openCases;
        this.together = properties.contextsTogether();
    }

    /** What the catalogue says of a metric that rests on it. */
    Description describing(Description oneByOne) {
        return together ? oneByOne.asking("1 for 20 contexts", "1 together") : oneByOne;
    }

    CompletableFuture<Score> score(Call call, String reference, CallJudge panel) {
        if (call.contexts().isEmpty()) {
            return CompletableFuture.completedFuture(
                    openCases.decide(call.words().text("contexts.none"), 0, Evidence.NONE));
        }
        return (together ? together(call, reference, panel) : oneByOne(call, reference, panel))
                .thenApply(verdicts -> mark(call.contexts(), verdicts, call.words()));
    }

    private static CompletableFuture<List<Reply.Verdict>> oneByOne(Call call, String reference, CallJudge panel) {
        return SideBySide.all(call.contexts().stream()
                .map(context -> panel.ask(new JudgeTask.Usefulness(call.question(), context, reference)))
                .toList());
    }

    private static CompletableFuture<List<Reply.Verdict>> together(Call call, String reference, CallJudge panel) {
        List<CompletableFuture<Reply.Verdicts>> parts = new ArrayList<>();
        List<String> contexts = call.contexts();
        for (int from = 0; from < contexts.size(); from += MOST_TOGETHER) {
            List<String> part = contexts.subList(from, Math.min(contexts.size(), from + MOST_TOGETHER));
            parts.add(panel.ask(new JudgeTask.UsefulnessOfAll(call.question(), part, reference)));
        }
        return SideBySide.all(parts)
                .thenApply(replies -> replies.stream()
                        .flatMap(reply -> reply.verdicts().stream())
                        .toList());
    }

    static Score mark(List<String> contexts, List<Reply.Verdict> verdicts, Wording words) {
        List<Boolean> useful = verdicts.stream().map(Reply.Verdict::verdict).toList();
        double value = AveragePrecision.of(useful);
        Evidence evidence = Evidence.of(
                AveragePrecision.formula(useful, value, words), "contexts", Passages.findings(contexts, verdicts));
        boolean unsure = verdicts.stream().allMatch(Reply.Verdict::isUnsure);
        return new Score.Scored(value, unsure ? evidence.unsure(words.text("unsure")) : evidence);
    }
}
