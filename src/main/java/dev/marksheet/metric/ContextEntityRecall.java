package dev.marksheet.metric;

import dev.marksheet.judge.CallJudge;
import dev.marksheet.judge.JudgeTask;
import dev.marksheet.judge.Reply;
import dev.marksheet.session.Score;
import dev.marksheet.session.evidence.Evidence;
import dev.marksheet.session.evidence.Finding;
import dev.marksheet.session.text.Wording;
import dev.marksheet.statistics.Figure;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** How many of the ground truth's entities stand in the contexts, by exact spelling. */
@Component
class ContextEntityRecall implements Metric {

    private static final Description DESCRIPTION = Description.withJudge(
            "context_entity_recall",
            80,
            List.of(Need.CONTEXTS, Need.GROUND_TRUTH),
            "2",
            "Share of the ground truth's entities that the contexts name");

    /** Keeps RAGAS's division defined; full overlap stays just below 1. */
    private static final double EPSILON = 1e-8;

    private final OpenCases openCases;

    ContextEntityRecall(OpenCases openCases) {
        this.openCases = openCases;
    }

    @Override
    public Description description() {
        return DESCRIPTION;
    }

    @Override
    public CompletableFuture<Score> score(Call call, CallJudge panel) {
        CompletableFuture<Reply.StatementList> reference = panel.ask(new JudgeTask.Entities(call.groundTruth()));
        CompletableFuture<Reply.StatementList> contexts =
                panel.ask(new JudgeTask.Entities(Passages.joined(call.contexts())));
        return reference.thenCombine(contexts, (r, c) -> mark(r.items(), c.items(), call.words()));
    }

    private Score mark(List<String> reference, List<String> contexts, Wording words) {
        if (reference.isEmpty()) {
            return openCases.decide(words.text("context_entity_recall.nothing"), 0, Evidence.NONE);
        }
        Set<String> found = new LinkedHashSet<>(reference);
        found.retainAll(new HashSet<>(contexts));
        Set<String> missing = new LinkedHashSet<>(reference);
        missing.removeAll(found);
        double value = recall(reference, contexts);
        Map<String, List<Finding>> findings = new LinkedHashMap<>();
        findings.put("entities_found", found.stream().map(Finding::of).toList());
        findings.put("entities_missing", missing.stream().map(Finding::of).toList());
        String formula = words.text("context_entity_recall.counted", found.size(), reference.size());
        return new Score.Scored(value, new Evidence(formula + " = " + Figure.of(value), findings, List.of()));
    }

    /** Distinct common entities divided by all entities of the reference, repeated ones included. */
    static double recall(List<String> reference, List<String> contexts) {
        Set<String> common = new HashSet<>(reference);
        common.retainAll(new HashSet<>(contexts));
        return common.size() / (reference.size() + EPSILON);
    }
}
