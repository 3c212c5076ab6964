package dev.marksheet.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.judge.Reply;
import dev.marksheet.judge.VerdictLabel;
import dev.marksheet.session.Finding;
import dev.marksheet.session.Language;
import dev.marksheet.session.Score;
import java.util.ArrayList;
import java.util.List;
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

    private static Score mark(Language language, @Nullable VerdictLabel... labels) {
        List<Reply.Verdict> verdicts = new ArrayList<>();
        for (VerdictLabel label : labels) {
            boolean supported = label == VerdictLabel.SUPPORTED;
            verdicts.add(new Reply.Verdict("It is.", supported, "because", null, null).labelled(label));
        }
        return Faithfulness.mark(new Reply.Verdicts(verdicts, null), Reasons.in(language));
    }
}
