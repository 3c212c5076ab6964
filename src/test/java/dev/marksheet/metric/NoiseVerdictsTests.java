package dev.marksheet.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.judge.Reply.Verdict;
import dev.marksheet.judge.Reply.Verdicts;
import dev.marksheet.judge.VerdictLabel;
import dev.marksheet.session.Score;
import dev.marksheet.session.evidence.Finding;
import dev.marksheet.session.text.Language;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One digit a statement, a word a context: 1 where the context supports it. */
class NoiseVerdictsTests {

    /** A context is relevant that supports any statement of the ground truth. */
    @ParameterizedTest
    @CsvSource({
        // The first context is relevant and led to the first statement, the other is not and led to the second.
        "10 00, 10 01, true, true false",
        "10 00, 10 01, false, false true",
        // What both led to comes from a relevant one.
        "10 00, 11 11, false, false false",
        "00 00, 11 00, true, false false",
        "00 00, 11 00, false, true true"
    })
    void blamesContextsOfTheirKind(String ofReference, String ofAnswer, boolean relevant, String blamed) {
        assertThat(noise(ofReference, ofAnswer).from(relevant, 2))
                .containsExactlyElementsOf(List.of(blamed.split(" ")).stream()
                        .map(Boolean::valueOf)
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "10 00, 10 01, true",
        "1 1, 10 01, true",
        "10 0, 10 01, false",
        "10 00, 10 011, false",
        "10 00, 1 0, false"
    })
    void isCompleteOnlyWhereEveryContextWasAskedAboutTheSame(String ofReference, String ofAnswer, boolean complete) {
        assertThat(noise(ofReference, ofAnswer).areComplete(2)).isEqualTo(complete);
    }

    @Test
    void isIncompleteWithoutStatementsOfTheGroundTruth() {
        NoiseVerdicts none = new NoiseVerdicts(List.of(verdicts("")), List.of(verdicts("10")));

        assertThat(none.areComplete(2)).isFalse();
        assertThat(NoiseSensitivity.mark(none, verdicts("10"), true, Reasons.in(Language.EN)))
                .isInstanceOf(Score.Failed.class);
        assertThat(NoiseSensitivity.mark(noise("1", ""), verdicts(""), true, Reasons.in(Language.EN)))
                .isInstanceOf(Score.Failed.class);
    }

    @Test
    void countsWrongStatementsThatAContextLedTo() {
        Score.Scored score = (Score.Scored)
                NoiseSensitivity.mark(noise("1 0", "1100 0000"), verdicts("1000"), true, Reasons.in(Language.EN));

        assertThat(score.value()).isEqualTo(0.25);
        assertThat(score.evidence().formula()).isEqualTo("1 of 4 statements wrong and from relevant contexts = 0.25");
        assertThat(score.evidence().findings().get("statements"))
                .extracting(finding -> finding.verdict() + " " + finding.reason())
                .containsExactly(
                        "1 from relevant contexts; because",
                        "0 from relevant contexts; because",
                        "0 not from relevant contexts; because",
                        "0 not from relevant contexts; because");
    }

    @Test
    void keepsTheLabelsOfTheJudge() {
        Verdict labelled = new Verdict("It is.", false, "because", null, null).labelled(VerdictLabel.CONTRADICTED);
        List<Finding> findings = NoiseVerdicts.findings(
                new Verdicts(List.of(labelled, verdicts("1").verdicts().get(0)), null),
                List.of(true, false),
                "noise_sensitivity.irrelevant",
                Reasons.in(Language.EN));

        assertThat(findings).extracting(Finding::label).containsExactly("contradicted", null);
        assertThat(findings)
                .extracting(Finding::reason)
                .containsExactly("from irrelevant contexts; because", "not from irrelevant contexts; because");
    }

    private static NoiseVerdicts noise(String ofReference, String ofAnswer) {
        return new NoiseVerdicts(contexts(ofReference), contexts(ofAnswer));
    }

    private static List<Verdicts> contexts(String marks) {
        return List.of(marks.split(" ")).stream()
                .map(NoiseVerdictsTests::verdicts)
                .toList();
    }

    private static Verdicts verdicts(String marks) {
        return new Verdicts(
                marks.chars()
                        .mapToObj(mark -> new Verdict("It is.", mark == '1', "because", null, null))
                        .toList(),
                null);
    }
}
