package dev.marksheet.metric;

import dev.marksheet.judge.CallJudge;
import dev.marksheet.judge.JudgeTask;
import dev.marksheet.judge.Reply;
import dev.marksheet.session.Score;
import dev.marksheet.session.evidence.Evidence;
import dev.marksheet.session.evidence.Finding;
import dev.marksheet.session.text.Wording;
import dev.marksheet.statistics.Figure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** Sorts the statements of answer and ground truth against each other and adds how alike the two texts are. */
@Component
class AnswerCorrectness implements Metric {

    private static final Description DESCRIPTION = Description.withJudge(
                    "answer_correctness",
                    50,
                    List.of(Need.QUESTION, Need.ANSWER, Need.GROUND_TRUTH),
                    "3",
                    "How far the answer says what the ground truth says, in its statements and in its meaning")
            .withEmbeddings();

    private static final Reply.Classes NOTHING = new Reply.Classes(List.of(), List.of(), List.of(), null);

    private final OpenCases openCases;

    AnswerCorrectness(OpenCases openCases) {
        this.openCases = openCases;
    }

    @Override
    public Description description() {
        return DESCRIPTION;
    }

    @Override
    public void check(Map<String, Object> parameters) {
        CorrectnessWeights.read(DESCRIPTION.name(), parameters);
    }

    @Override
    public CompletableFuture<Score> score(Call call, CallJudge panel) {
        CorrectnessWeights weights = CorrectnessWeights.read(DESCRIPTION.name(), call.parameters());
        CompletableFuture<Double> similarity = weights.similarity() == 0
                ? CompletableFuture.completedFuture(0.0)
                : TextSimilarity.ofAnswerAndGroundTruth(call, panel);
        return classes(call, panel)
                .thenCombine(similarity, (sorted, cosine) -> mark(sorted, cosine, weights, call.words()));
    }

    private static CompletableFuture<Sorted> classes(Call call, CallJudge panel) {
        CompletableFuture<Reply.StatementList> answer =
                panel.ask(new JudgeTask.Statements(call.question(), call.answer()));
        CompletableFuture<Reply.StatementList> reference =
                panel.ask(new JudgeTask.Statements(call.question(), call.groundTruth()));
        return answer.thenCombine(reference, (a, r) -> classify(call, a.items(), r.items(), panel))
                .thenCompose(sorted -> sorted);
    }

    private static CompletableFuture<Sorted> classify(
            Call call, List<String> answer, List<String> truth, CallJudge panel) {
        if (answer.isEmpty() && truth.isEmpty()) {
            return CompletableFuture.completedFuture(new Sorted(false, NOTHING));
        }
        return panel.ask(new JudgeTask.Classification(call.question(), answer, truth))
                .thenApply(classes -> new Sorted(true, classes));
    }

    private Score mark(Sorted sorted, double cosine, CorrectnessWeights weights, Wording words) {
        if (Double.isNaN(cosine)) {
            return new Score.Skipped(words.text(TextSimilarity.ZERO_VECTOR));
        }
        if (!sorted.anyStatement()) {
            double ragas = weights.combine(1, cosine);
            return openCases.decide(words.text("answer_correctness.nothing"), ragas, Evidence.NONE);
        }
        Reply.Classes classes = sorted.classes();
        if (!openCases.ragasCompatible() && classes.calibrated() == null && count(classes) == 0) {
            return new Score.Failed(words.text("answer_correctness.unsorted"));
        }
        return mark(classes, cosine, weights, words);
    }

    /** The weighted mean of the factual part, an F-beta of the counts, and the cosine. */
    static Score mark(Reply.Classes classes, double cosine, CorrectnessWeights weights, Wording words) {
        Double calibrated = classes.calibrated();
        int tp = classes.truePositives().size();
        int fp = classes.falsePositives().size();
        int fn = classes.falseNegatives().size();
        double factual = calibrated != null ? calibrated : FBeta.of(tp, fp, fn, weights.beta());
        double value = weights.combine(factual, cosine);
        String counts = words.text("counts", tp, fp, fn);
        String source = calibrated != null
                ? words.text(
                        "answer_correctness.calibrated",
                        Figure.of(classes.ofAnswer()),
                        Figure.of(classes.ofReference()),
                        counts)
                : words.text("answer_correctness.f_beta", weights.betaText(), counts);
        return new Score.Scored(
                value,
                new Evidence(weights.formula(factual, source, cosine, value, words), findings(classes), List.of()));
    }

    private static Map<String, List<Finding>> findings(Reply.Classes classes) {
        Map<String, List<Finding>> findings = new LinkedHashMap<>();
        findings.put("true_positives", lines(classes.truePositives()));
        findings.put("false_positives", lines(classes.falsePositives()));
        findings.put("false_negatives", lines(classes.falseNegatives()));
        return findings;
    }

    private static List<Finding> lines(List<Reply.Verdict> verdicts) {
        return verdicts.stream().map(Reply.Verdict::finding).toList();
    }

    private static int count(Reply.Classes classes) {
        return classes.truePositives().size()
                + classes.falsePositives().size()
                + classes.falseNegatives().size();
    }

    /** The judge's sorting, and whether there was a statement to sort. */
    private record Sorted(boolean anyStatement, Reply.Classes classes) {}
}
