package dev.marksheet.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marksheet.session.evidence.Finding;
import dev.marksheet.session.evidence.Quote;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplyTests {

    private static final Quote QUOTE = Quote.at(0, "It rained.", 0, 2);
    private static final Reply.Verdict YES =
            new Reply.Verdict("It rained.", true, "seen", QUOTE, 0.25, List.of("new_number"));

    @Test
    void becomesALineOfEvidence() {
        assertThat(YES.finding())
                .isEqualTo(new Finding("It rained.", 1, 0.25, "seen", QUOTE, List.of("new_number"), null));
        assertThat(new Reply.Verdict("It rained.", false, "no", null, null)
                        .labelled(VerdictLabel.NOT_MENTIONED)
                        .finding())
                .isEqualTo(new Finding("It rained.", 0, null, "no", null, List.of(), "not_mentioned"));
        assertThat(YES.labelled(VerdictLabel.SUPPORTED).undecided())
                .isEqualTo(new Finding("It rained.", null, 0.25, "seen", QUOTE, List.of("new_number")));
    }

    @Test
    void isUnsureOnlyWhereItSaysSo() {
        assertThat(YES.isUnsure()).isFalse();
        assertThat(new Reply.Verdict("s", true, "r", null, null, List.of(Reply.Verdict.LOW_CONFIDENCE)).isUnsure())
                .isTrue();
    }

    @Test
    void readsWhatAnEarlierVersionKept() {
        assertThat(new Reply.Verdict("s", true, "r", null, null, null).troubles())
                .isEmpty();
        assertThat(new Reply.Verdicts(List.of(YES), null, null).parts()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0.2, 0", "0.3, 0", "0.4, 0.25", "0.5, 0.5", "0.7, 1", "0.9, 1"})
    void readsACosineAsRelevance(double cosine, double relevance) {
        assertThat(new Reply.Scale(0.3, 0.7).apply(cosine)).isEqualTo(relevance, within(1e-12));
    }

    @Test
    void namesThePassagesThatAQuestionIsAbout() {
        List<String> two = List.of("one", "two");

        assertThat(new JudgeTask.Usefulness("q", "one", "r").passages()).containsExactly("one");
        assertThat(List.<JudgeTask<?>>of(
                        new JudgeTask.Support("q", List.of("s"), two),
                        new JudgeTask.OnePassSupport("q", "a", two),
                        new JudgeTask.UsefulnessOfAll("q", two, "r"),
                        new JudgeTask.Attribution("q", "r", two)))
                .allSatisfy(task -> assertThat(task.passages()).isEqualTo(two));
        assertThat(new JudgeTask.Entities("text").passages()).isEmpty();
    }

    @Test
    void isOfTheTypeThatItsQuestionAsksFor() {
        FakeJudge judge = new FakeJudge();

        assertThat(List.<JudgeTask<?>>of(
                        new JudgeTask.Keyphrases("text"),
                        new JudgeTask.KeyQuestions("text", List.of("one")),
                        new JudgeTask.KeyAnswers("text", List.of("one?")),
                        new JudgeTask.UsefulnessOfAll("q", List.of(), "r"),
                        new JudgeTask.OnePassSupport("q", "a", List.of()),
                        new JudgeTask.Criterion("d", Map.of(), 1, 5, Map.of(), null, 1),
                        new JudgeTask.Advice("figures", List.of(), "en")))
                .filteredOn(task -> !(task instanceof JudgeTask.UsefulnessOfAll))
                .allSatisfy(task -> assertThat(judge.ask(task).reply()).isInstanceOf(task.replyType()));
    }
}
