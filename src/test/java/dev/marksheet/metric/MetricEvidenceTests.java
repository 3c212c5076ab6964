package dev.marksheet.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marksheet.judge.CallJudge;
import dev.marksheet.judge.FakeCallJudge;
import dev.marksheet.judge.FakeJudge;
import dev.marksheet.judge.JudgeTask;
import dev.marksheet.judge.Reply;
import dev.marksheet.judge.Reply.Verdict;
import dev.marksheet.judge.Reply.Verdicts;
import dev.marksheet.session.Sample;
import dev.marksheet.session.Score;
import dev.marksheet.session.evidence.Finding;
import dev.marksheet.session.text.Language;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What scores show of how they came about: formulas with their numbers, and each statement with its verdict. */
class MetricEvidenceTests {

    private final FakeJudge judge = new FakeJudge();

    @Test
    void factualCorrectnessSortsClaimsByWhatTheOtherTextSays() {
        judge.answering(
                        JudgeTask.Claims.class,
                        task -> new Reply.StatementList(
                                task.text().equals("answer")
                                        ? List.of("right", "wrong", "odd")
                                        : List.of("right", "missing")))
                .answering(
                        JudgeTask.Support.class,
                        task -> new Verdicts(
                                task.statements().stream()
                                        .map(text -> verdict(text, text.equals("right")))
                                        .toList(),
                                null));

        Score.Scored score =
                scored(new FactualCorrectness(new OpenCases(new MetricProperties(List.of(), false))), Map.of());

        // TP 1, FP 2, FN 1: precision 1/3, recall 1/2, F1 = 2 / (3 + 2) = 0.4.
        assertThat(score.value()).isEqualTo(0.4);
        Map<String, List<Finding>> findings = score.evidence().findings();
        assertThat(findings.get("true_positives")).extracting(Finding::text).containsExactly("right");
        assertThat(findings.get("false_positives")).extracting(Finding::text).containsExactly("wrong", "odd");
        assertThat(findings.get("false_negatives")).extracting(Finding::text).containsExactly("missing");
        assertThat(score.evidence().formula()).startsWith("f1 of ").endsWith(" = 0.40");
    }

    /** RAGAS rounds to two decimals, half to even, after an addend of 1e-8 that pushes ties down. */
    @ParameterizedTest
    @CsvSource({
        "precision, 1, 2, 5, 0.33",
        "recall, 1, 2, 5, 0.17",
        "recall, 1, 9, 7, 0.12",
        "precision, 0, 0, 4, 0",
        "recall, 3, 0, 0, 1"
    })
    void factualCorrectnessIsRoundedAsRagasRoundsIt(String mode, long tp, long fp, long fn, double value) {
        assertThat(FactualCorrectness.value(tp, fp, fn, new FactualCorrectness.Settings(mode, 1, "low", "low")))
                .isEqualTo(value);
    }

    @Test
    void aTextWithoutClaimsOnOneSideIsStillAScore() {
        judge.answering(
                JudgeTask.Claims.class,
                task -> new Reply.StatementList(task.text().equals("answer") ? List.of() : List.of("missing")));

        assertThat(scored(new FactualCorrectness(new OpenCases(new MetricProperties(List.of(), false))), Map.of())
                        .value())
                .isZero();
    }

    @Test
    void summaryScoreWeighsAnswersAndShortness() {
        judge.answering(JudgeTask.Keyphrases.class, task -> new Reply.StatementList(List.of("a", "b")))
                .answering(JudgeTask.KeyQuestions.class, task -> new Reply.StatementList(List.of("Is a?", "Is b?")))
                .answering(JudgeTask.KeyAnswers.class, task -> new Reply.StatementList(List.of("1", "0", "1")));

        // The answer has 6 letters, the text 24: conciseness 0.75; kept 2/3; 0.75 · 2/3 + 0.25 · 0.75 = 0.6875.
        Score.Scored weighed = scored(new SummaryScore(), Map.of("coeff", 0.25));
        Score.Scored plain = scored(new SummaryScore(), Map.of("length_penalty", false));

        assertThat(weighed.value()).isCloseTo(0.6875, within(1e-9));
        assertThat(weighed.evidence().formula())
                .isEqualTo("0.75 × (2 of 3 questions answered = 0.67) + 0.25 × conciseness 0.75 = 0.69");
        assertThat(plain.value()).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(plain.evidence().formula()).isEqualTo("2 of 3 questions answered = 0.67");
        assertThat(plain.evidence().findings().get("questions"))
                .extracting(finding -> finding.text() + " " + finding.verdict())
                .containsExactly("Is a? 1", "Is b? 0", "question 3 1");
    }

    @Test
    void concisenessIsNoneForASummaryAsLongAsTheText() {
        assertThat(SummaryScore.conciseness("12345678", "12")).isCloseTo(0.75, within(1e-9));
        assertThat(SummaryScore.conciseness("12", "12345678")).isCloseTo(0, within(1e-9));
        assertThat(SummaryScore.conciseness("", "")).isEqualTo(1);
        // Emoji count once.
        assertThat(SummaryScore.conciseness("👍👍👍👍", "👍")).isCloseTo(0.75, within(1e-9));
    }

    @Test
    void answerCorrectnessShowsItsWeightsAsShares() {
        CorrectnessWeights weights = CorrectnessWeights.read("m", Map.of("weights", List.of(3, 1)));

        assertThat(weights.combine(0.8, 0.4)).isCloseTo(0.7, within(1e-12));
        assertThat(weights.formula(0.8, "F1", 0.4, 0.7, Reasons.in(Language.EN)))
                .isEqualTo("0.75 × factual 0.80 (F1) + 0.25 × similarity 0.40 = 0.70");
        assertThat(weights.betaText()).isEqualTo("1");
        assertThat(CorrectnessWeights.read("m", Map.of("beta", 0.5)).betaText()).isEqualTo("0.5");
    }

    @Test
    void twoJudgesShowBothRatingsOnTheirScale() {
        judge.answering(JudgeTask.Rating.class, task -> new Reply.Number(task.judge() == 1 ? 4 : 2, "why"));

        Score.Scored score = scored(new AnswerAccuracy(), Map.of());

        assertThat(score.value()).isEqualTo(0.75);
        assertThat(score.evidence().formula()).isEqualTo("mean of 4/4 and 2/4 = 0.75");
        assertThat(score.evidence().findings().get("ratings"))
                .extracting(Finding::value)
                .containsExactly(4.0, 2.0);
    }

    private Score.Scored scored(Metric metric, Map<String, Object> parameters) {
        Sample sample = new Sample(
                "question",
                "answer",
                List.of("context"),
                "ground truth",
                List.of("24 letters of reference."),
                List.of(),
                List.of());
        CallJudge panel = new FakeCallJudge(judge);
        return (Score.Scored)
                metric.score(new Call(sample, parameters, Language.EN), panel).join();
    }

    private static Verdict verdict(String text, boolean value) {
        return new Verdict(text, value, "because", null, null);
    }
}
