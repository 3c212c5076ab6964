package dev.marksheet.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marksheet.judge.Reply;
import dev.marksheet.judge.Reply.Part;
import dev.marksheet.judge.Reply.Verdict;
import dev.marksheet.judge.Reply.Verdicts;
import dev.marksheet.judge.VerdictLabel;
import dev.marksheet.session.Score;
import dev.marksheet.session.evidence.Finding;
import dev.marksheet.session.text.Language;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictShareTests {

    @Test
    void isTheShareOfYesWhereTheJudgeHasNoScoreOfItsOwn() {
        Score.Scored score = scored(new Verdicts(List.of(yes(0.1), no(0.9), yes(0.2)), null));

        assertThat(score.value()).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(score.evidence().formula()).isEqualTo("2 of 3 statements supported = 0.67");
        assertThat(verdicts(score)).containsExactly(1, 0, 1);
    }

    @Test
    void namesWhatIsContradictedAndWhatIsNotMentioned() {
        assertThat(scored(labelled(VerdictLabel.CONTRADICTED)).evidence().formula())
                .isEqualTo("0 of 1 statements supported (1 contradicted, 0 not mentioned) = 0.00");
        assertThat(scored(labelled(VerdictLabel.NOT_MENTIONED)).evidence().formula())
                .isEqualTo("0 of 1 statements supported (0 contradicted, 1 not mentioned) = 0.00");
        assertThat(scored(labelled(VerdictLabel.CONTRADICTED, VerdictLabel.NOT_MENTIONED))
                        .evidence()
                        .formula())
                .isEqualTo("0 of 2 statements supported (1 contradicted, 1 not mentioned) = 0.00");
        assertThat(scored(labelled(VerdictLabel.SUPPORTED)).evidence().formula())
                .doesNotContain("contradicted");
    }

    @Test
    void listsWhatACalibratedMeanWasTakenFrom() {
        assertThat(scored(new Verdicts(List.of(yes(0.25)), 0.75)).evidence().formula())
                .isEqualTo("local heuristic: of the one sentence was found 0.75");
        assertThat(scored(new Verdicts(List.of(yes(0.25), no(0.75)), 0.5))
                        .evidence()
                        .formula())
                .isEqualTo("local heuristic: mean of what was found of 2 sentences: 0.75, 0.25 = 0.50");
        assertThat(scored(new Verdicts(many(6), 0.5)).evidence().formula())
                .isEqualTo(
                        "local heuristic: mean of what was found of 6 sentences: 0.50, 0.50, 0.50, 0.50, 0.50, 0.50 ="
                                + " 0.50");
        assertThat(scored(new Verdicts(many(7), 0.5)).evidence().formula())
                .isEqualTo(
                        "local heuristic: mean of what was found of 7 sentences: 0.50, 0.50, 0.50, 0.50, 0.50, 0.50, …"
                                + " = 0.50");
    }

    @Test
    void writesTheTermsOfACalibratedSum() {
        Score.Scored one = scored(new Verdicts(List.of(no(0.75)), 0.25, List.of(new Part(1, 0.25))));
        Score.Scored single = scored(new Verdicts(List.of(no(0.75), yes(0.25)), 0.25, List.of(new Part(1, 0.25))));
        Score.Scored two = scored(
                new Verdicts(List.of(no(0.75), yes(0.25)), 0.4, List.of(new Part(0.7, 0.25), new Part(0.3, 0.75))));

        assertThat(one.evidence().formula()).isEqualTo("local heuristic: the one statement scores 0.25");
        assertThat(single.evidence().formula())
                .isEqualTo("local heuristic: the 1 riskiest of 2 statements, 0.25 = 0.25; unsupported: 1 of 2");
        assertThat(two.evidence().formula())
                .isEqualTo("local heuristic: the 2 riskiest of 2 statements, 0.70 × 0.25 + 0.30 × 0.75 = 0.40;"
                        + " unsupported: 1 of 2");
        assertThat(two.value()).isEqualTo(0.4);
    }

    /** Below a half the unsupported ones decide; at a half and above those that are supported, and the riskiest always. */
    @Test
    void showsOnlyTheVerdictsThatDecideACalibratedSum() {
        List<Verdict> all = List.of(yes(0.2), no(0.6), no(0.8));

        assertThat(verdicts(scored(weighed(all, 0.49)))).containsExactly(null, 0, 0);
        assertThat(verdicts(scored(weighed(all, 0.5)))).containsExactly(1, null, 0);
        assertThat(verdicts(scored(weighed(List.of(yes(0.3), yes(0.1)), 0.9)))).containsExactly(1, 1);
        assertThat(verdicts(scored(weighed(List.of(yes(0.3), yes(0.1)), 0.1)))).containsExactly(null, null);
    }

    @Test
    void isUnsureOnlyWhereEveryVerdictIs() {
        Verdict unsure = new Verdict("It is.", true, "because", null, 0.5, List.of(Verdict.LOW_CONFIDENCE));

        Score.Scored all = scored(new Verdicts(List.of(unsure, unsure), null));
        Score.Scored one = scored(new Verdicts(List.of(unsure, yes(0.1)), null));

        assertThat(all.evidence().isFirm()).isFalse();
        assertThat(all.evidence().notes()).hasSize(1).first().asString().startsWith("Low confidence");
        assertThat(one.evidence().isFirm()).isTrue();
        assertThat(one.evidence().notes()).isEmpty();
    }

    private static Verdicts weighed(List<Verdict> verdicts, double value) {
        return new Verdicts(verdicts, value, List.of(new Part(1, value)));
    }

    private static Verdicts labelled(VerdictLabel... labels) {
        List<Verdict> verdicts = new ArrayList<>();
        for (VerdictLabel label : labels) {
            verdicts.add((label == VerdictLabel.SUPPORTED ? yes(0.1) : no(0.9)).labelled(label));
        }
        return new Verdicts(verdicts, null);
    }

    private static List<Verdict> many(int count) {
        Verdict[] verdicts = new Verdict[count];
        Arrays.fill(verdicts, yes(0.5));
        return List.of(verdicts);
    }

    private static Verdict yes(double risk) {
        return new Verdict("It is.", true, "because", null, risk);
    }

    private static Verdict no(double risk) {
        return new Verdict("It is not.", false, "because", null, risk);
    }

    private static List<Integer> verdicts(Score.Scored score) {
        return score.evidence().findings().get("statements").stream()
                .map(Finding::verdict)
                .toList();
    }

    private static Score.Scored scored(Reply.Verdicts reply) {
        return (Score.Scored) VerdictShare.score(reply, "faithfulness.counted", Reasons.in(Language.EN));
    }
}
