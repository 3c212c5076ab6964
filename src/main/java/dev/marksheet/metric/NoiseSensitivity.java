package dev.marksheet.metric;

import dev.marksheet.judge.CallJudge;
import dev.marksheet.judge.JudgeTask.Statements;
import dev.marksheet.judge.JudgeTask.Support;
import dev.marksheet.judge.Reply.Verdicts;
import dev.marksheet.session.Score;
import dev.marksheet.session.evidence.Evidence;
import dev.marksheet.session.text.Wording;
import dev.marksheet.statistics.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** How much of the answer is wrong and comes from the contexts: from the relevant ones or from the others. */
@Component
class NoiseSensitivity implements Metric {

    private static final Description DESCRIPTION = Description.withJudge(
                    "noise_sensitivity",
                    100,
                    List.of(Need.QUESTION, Need.ANSWER, Need.CONTEXTS, Need.GROUND_TRUTH),
                    "2k + 3",
                    "Share of the answer's statements that are wrong and that a context led to; lower is better")
            .lowerIsBetter();

    @Override
    public Description description() {
        return DESCRIPTION;
    }

    @Override
    public void check(Map<String, Object> parameters) {
        relevant(parameters);
    }

    @Override
    public CompletableFuture<Score> score(Call call, CallJudge panel) {
        boolean relevant = relevant(call.parameters());
        if (call.groundTruth().isEmpty()
                || call.contexts().isEmpty()
                || call.answer().isEmpty()) {
            return CompletableFuture.completedFuture(
                    new Score.Skipped(call.words().text("noise_sensitivity.nothing")));
        }
        var reference = panel.ask(new Statements(call.question(), call.groundTruth()));
        var answer = panel.ask(new Statements(call.question(), call.answer()));
        return reference
                .thenCombine(answer, (r, a) -> verify(call, r.items(), a.items(), panel, relevant))
                .thenCompose(score -> score);
    }

    private static boolean relevant(Map<String, Object> values) {
        Parameters parameters = new Parameters(DESCRIPTION.name(), values);
        String mode = parameters.choice("mode", "relevant", List.of("relevant", "irrelevant"));
        parameters.end();
        return mode.equals("relevant");
    }

    private static CompletableFuture<Score> verify(
            Call call, List<String> reference, List<String> answer, CallJudge panel, boolean relevant) {
        if (reference.isEmpty() || answer.isEmpty()) {
            String silent = answer.isEmpty() ? "answer" : "ground_truth";
            return Computed.skipped(call.words().text("noise_sensitivity.no_statement." + silent));
        }
        List<CompletableFuture<Verdicts>> ofReference = new ArrayList<>();
        List<CompletableFuture<Verdicts>> ofAnswer = new ArrayList<>();
        for (String context : call.contexts()) {
            ofReference.add(panel.ask(new Support(call.question(), reference, List.of(context))));
            ofAnswer.add(panel.ask(new Support(call.question(), answer, List.of(context))));
        }
        var correct = panel.ask(new Support(call.question(), answer, List.of(call.groundTruth())));
        return SideBySide.all(ofReference)
                .thenCombine(SideBySide.all(ofAnswer), NoiseVerdicts::new)
                .thenCombine(correct, (verdicts, c) -> mark(verdicts, c, relevant, call.words()));
    }

    /** Wrong statements that came from contexts of the chosen kind, divided by all statements of the answer. */
    static Score mark(NoiseVerdicts verdicts, Verdicts correct, boolean relevant, Wording words) {
        int statements = correct.verdicts().size();
        if (statements == 0 || !verdicts.areComplete(statements)) {
            return new Score.Failed(words.text("noise_sensitivity.incomplete"));
        }
        List<Boolean> blamed = verdicts.from(relevant, statements);
        int wrong = 0;
        for (int i = 0; i < statements; i++) {
            wrong += blamed.get(i) && !correct.verdicts().get(i).verdict() ? 1 : 0;
        }
        double value = (double) wrong / statements;
        String kind = "noise_sensitivity." + (relevant ? "relevant" : "irrelevant");
        String formula = words.text(kind + ".counted", wrong, statements);
        return new Score.Scored(
                value,
                Evidence.of(
                        formula + " = " + Figure.of(value),
                        "statements",
                        NoiseVerdicts.findings(correct, blamed, kind, words)));
    }
}
