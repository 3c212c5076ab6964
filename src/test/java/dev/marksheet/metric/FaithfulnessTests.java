package dev.marksheet.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marksheet.judge.CallJudge;
import dev.marksheet.judge.FakeCallJudge;
import dev.marksheet.judge.FakeJudge;
import dev.marksheet.judge.JudgeTask;
import dev.marksheet.judge.Reply;
import dev.marksheet.judge.VerdictLabel;
import dev.marksheet.session.Sample;
import dev.marksheet.session.Score;
import dev.marksheet.session.evidence.Finding;
import dev.marksheet.session.text.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FaithfulnessTests {

    @Test
    void countsWhatIsContradictedAndWhatIsNotMentioned() {
        Score score = mark(
                Language.EN,
                VerdictLabel.SUPPORTED,
                VerdictLabel.CONTRADICTED,
                VerdictLabel.NOT_MENTIONED,
                VerdictLabel.NOT_MENTIONED);

        assertThat(score.evidence().formula())
                .isEqualTo("1 of 4 statements supported (1 contradicted, 2 not mentioned) = 0.25");
        assertThat(score.evidence().findings().get("statements"))
                .extracting(Finding::label)
                .containsExactly("supported", "contradicted", "not_mentioned", "not_mentioned");
        assertThat(mark(Language.ZH, VerdictLabel.NOT_MENTIONED).evidence().formula())
                .contains("（0 条矛盾，1 条未提及）");
    }

    @Test
    void saysNothingOfItWhereTheJudgeDidNotTell() {
        assertThat(mark(Language.EN, VerdictLabel.SUPPORTED, null).evidence().formula())
                .isEqualTo("1 of 2 statements supported = 0.50");
    }

    @Test
    void asksOneQuestionInOnePass() {
        FakeJudge judge = new FakeJudge();

        Score score = scored(judge, "two_steps", Map.of("mode", "one_pass"));

        assertThat(judge.asked())
                .containsExactly(new JudgeTask.OnePassSupport("When?", "In 1894.", List.of("It opened in 1894.")));
        assertThat(score.evidence().formula()).isEqualTo("1 of 1 statements supported = 1.00");
    }

    @Test
    void asksInTheModeOfThePropertyUnlessTheCallNamesAnother() {
        FakeJudge judge = new FakeJudge();

        scored(judge, "one_pass", Map.of());
        scored(judge, "one_pass", Map.of("mode", "two_steps"));
        scored(judge, "two_steps", Map.of());

        assertThat(judge.count(JudgeTask.OnePassSupport.class)).isEqualTo(1);
        assertThat(judge.count(JudgeTask.Support.class)).isEqualTo(2);
    }

    @Test
    void skipsAnAnswerWithoutStatementsInEitherMode() {
        FakeJudge silent = new FakeJudge()
                .answering(JudgeTask.OnePassSupport.class, task -> new Reply.Verdicts(List.of(), null))
                .answering(JudgeTask.Statements.class, task -> new Reply.StatementList(List.of()));

        assertThat(scored(silent, "one_pass", Map.of())).isInstanceOf(Score.Skipped.class);
        assertThat(scored(silent, "one_pass", Map.of())).isEqualTo(scored(silent, "two_steps", Map.of()));
    }

    /** Marked alike, told alike: by whichever way the mode was set. */
    @Test
    void givesOnePassAFingerprintOfItsOwn() {
        MetricRun run = new MetricRun(false);
        Metric usual = metric("two_steps");
        Metric onePass = metric("one_pass");

        assertThat(MetricVersion.of(usual, Map.of(), run))
                .isEqualTo("1")
                .isEqualTo(MetricVersion.of(usual, Map.of("mode", "two_steps"), run))
                .isEqualTo(MetricVersion.of(onePass, Map.of("mode", "two_steps"), run));
        assertThat(MetricVersion.of(onePass, Map.of(), run))
                .isEqualTo("1 {\"mode\":\"one_pass\"}")
                .isEqualTo(MetricVersion.of(usual, Map.of("mode", "one_pass"), run));
    }

    @Test
    void namesTheModesWhereOneIsUnknown() {
        assertThatThrownBy(() -> metric("two_steps").check(Map.of("mode", "one")))
                .isInstanceOf(MetricParameterException.class)
                .hasMessageContaining("must be one of two_steps, one_pass");
        assertThatThrownBy(() -> new FaithfulnessProperties("one"))
                .isInstanceOfSatisfying(MetricSettingException.class, e -> {
                    assertThat(e.property()).isEqualTo("marksheet.metric.faithfulness.mode");
                    assertThat(e.wayOut()).isEqualTo("one of two_steps, one_pass");
                });
    }

    private static Metric metric(String mode) {
        return new Faithfulness(new FaithfulnessProperties(mode));
    }

    private static Score scored(FakeJudge judge, String mode, Map<String, Object> parameters) {
        Sample sample = Sample.of("When?", "In 1894.", List.of("It opened in 1894."), null);
        CallJudge panel = new FakeCallJudge(judge);
        return metric(mode)
                .score(new Call(sample, parameters, Language.EN), panel)
                .join();
    }

    private static Score mark(Language language, @Nullable VerdictLabel... labels) {
        List<Reply.Verdict> verdicts = new ArrayList<>();
        for (VerdictLabel label : labels) {
            boolean supported = label == VerdictLabel.SUPPORTED;
            verdicts.add(new Reply.Verdict("It is.", supported, "because", null, null).labelled(label));
        }
        return Faithfulness.mark(new Reply.Verdicts(verdicts, null), Reasons.in(language));
    }
}
