package dev.marksheet.metric;

import dev.marksheet.judge.CallJudge;
import dev.marksheet.judge.JudgeTask.Claims;
import dev.marksheet.judge.JudgeTask.Support;
import dev.marksheet.judge.Reply.Verdict;
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

/** Checks the answer's claims against the ground truth and the ground truth's claims against the answer. */
@Component
class FactualCorrectness implements Metric {

    private static final Description DESCRIPTION = Description.withJudge(
            "factual_correctness",
            120,
            List.of(Need.ANSWER, Need.GROUND_TRUTH),
            "4, 2 in precision mode",
            "How far the claims of answer and ground truth support each other, in steps of 0.01");

    private static final double MOST_BETA = 1000;
    private static final List<String> LEVELS = List.of("low", "high");

    /** Keeps RAGAS's precision and recall defined, and pushes ties down when they are rounded. */
    private static final double EPSILON = 1e-8;

    private final OpenCases openCases;

    FactualCorrectness(OpenCases openCases) {
        this.openCases = openCases;
    }

    /** The metric's parameters. */
    record Settings(String mode, double beta, String atomicity, String coverage) {}

    @Override
    public Description description() {
        return DESCRIPTION;
    }

    @Override
    public void check(Map<String, Object> parameters) {
        settings(parameters);
    }

    @Override
    public CompletableFuture<Score> score(Call call, CallJudge panel) {
        Settings settings = settings(call.parameters());
        CompletableFuture<List<Verdict>> answer = verify(call, call.answer(), call.groundTruth(), settings, panel);
        CompletableFuture<List<Verdict>> reference = settings.mode().equals("precision")
                ? CompletableFuture.completedFuture(List.of())
                : verify(call, call.groundTruth(), call.answer(), settings, panel);
        return answer.thenCombine(reference, (a, r) -> mark(a, r, settings, call.words()));
    }

    private static Settings settings(Map<String, Object> values) {
        Parameters parameters = new Parameters(DESCRIPTION.name(), values);
        Settings settings = new Settings(
                parameters.choice("mode", "f1", List.of("f1", "precision", "recall")),
                parameters.number("beta", 1, 0, MOST_BETA),
                parameters.choice("atomicity", "low", LEVELS),
                parameters.choice("coverage", "low", LEVELS));
        parameters.end();
        return settings;
    }

    private static CompletableFuture<List<Verdict>> verify(
            Call call, String text, String against, Settings settings, CallJudge panel) {
        return panel.ask(new Claims(text, settings.atomicity(), settings.coverage()))
                .thenCompose(claims -> claims.items().isEmpty()
                        ? CompletableFuture.completedFuture(List.of())
                        : panel.ask(new Support(call.question(), claims.items(), List.of(against)))
                                .thenApply(reply -> reply.verdicts()));
    }

    private Score mark(List<Verdict> answer, List<Verdict> reference, Settings settings, Wording words) {
        long truePositives = answer.stream().filter(Verdict::verdict).count();
        long falsePositives = answer.size() - truePositives;
        long falseNegatives = reference.stream().filter(v -> !v.verdict()).count();
        if (answer.isEmpty() && reference.isEmpty()) {
            return openCases.decide(words.text("factual_correctness.nothing"), 0, Evidence.NONE);
        }
        double value = value(truePositives, falsePositives, falseNegatives, settings);
        Map<String, List<Finding>> findings = new LinkedHashMap<>();
        findings.put("true_positives", lines(answer, true));
        findings.put("false_positives", lines(answer, false));
        findings.put("false_negatives", lines(reference, false));
        String counts = words.text("counts", truePositives, falsePositives, falseNegatives);
        String formula = words.text("factual_correctness.formula", settings.mode(), counts, Figure.of(value));
        return new Score.Scored(value, new Evidence(formula, findings, List.of()));
    }

    /** Rounded to two decimals, half to even. Recall mixes sides: TP of the answer's claims, FN of the ground truth's. */
    static double value(long tp, long fp, long fn, Settings settings) {
        double exact = switch (settings.mode()) {
            case "precision" -> tp / (tp + fp + EPSILON);
            case "recall" -> tp / (tp + fn + EPSILON);
            default -> FBeta.of(tp, fp, fn, settings.beta());
        };
        return Math.rint(100 * exact) / 100;
    }

    private static List<Finding> lines(List<Verdict> verdicts, boolean supported) {
        return verdicts.stream()
                .filter(v -> v.verdict() == supported)
                .map(Verdict::finding)
                .toList();
    }
}
