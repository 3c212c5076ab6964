package dev.marksheet.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marksheet.judge.CallJudge;
import dev.marksheet.judge.FakeCallJudge;
import dev.marksheet.judge.FakeJudge;
import dev.marksheet.judge.JudgeTask;
import dev.marksheet.judge.Reply;
import dev.marksheet.judge.Reply.Verdict;
import dev.marksheet.session.Sample;
import dev.marksheet.session.Score;
import dev.marksheet.session.evidence.Finding;
import dev.marksheet.session.text.Language;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What metrics of retrieved passages, and of votes, show of their scores. */
class RetrievalEvidenceTests {

    private static final OpenCases SKIPPING = new OpenCases(new MetricProperties(List.of(), false));

    private final FakeJudge judge = new FakeJudge();

    @Test
    void entitiesAreFoundOrMissingAndRepeatedOnesCount() {
        judge.answering(
                JudgeTask.Entities.class,
                task -> new Reply.StatementList(
                        task.text().equals("ground truth") ? List.of("Ada", "Bern", "Ada") : List.of("Ada", "Cork")));

        Score.Scored score = scored(new ContextEntityRecall(SKIPPING), List.of("one"), Map.of());

        assertThat(score.value()).isCloseTo(1.0 / 3, within(1e-7));
        assertThat(score.evidence().formula()).isEqualTo("1 of 3 ground truth entities in the contexts = 0.33");
        assertThat(score.evidence().findings().get("entities_found"))
                .extracting(Finding::text)
                .containsExactly("Ada");
        assertThat(score.evidence().findings().get("entities_missing"))
                .extracting(Finding::text)
                .containsExactly("Bern");
    }

    /** Average precision: the mean of the precisions at the ranks of what is useful. */
    @ParameterizedTest
    @CsvSource({"1, 1", "0, 0", "11, 1", "01, 0.5", "10, 1", "101, 0.8333333", "0101, 0.5", "0011, 0.4166667"})
    void ranksWhatIsUsefulFirst(String marks, double value) {
        List<Boolean> useful = marks.chars().mapToObj(mark -> mark == '1').toList();

        assertThat(AveragePrecision.of(useful)).isCloseTo(value, within(1e-7));
    }

    @Test
    void asksAboutTwentyPassagesTogetherAtMost() {
        judge.answering(
                JudgeTask.UsefulnessOfAll.class,
                task -> new Reply.Verdicts(
                        task.passages().stream()
                                .map(text -> new Verdict(text, text.equals("passage 1"), "because", null, null))
                                .toList(),
                        null));
        ContextPrecision together = new ContextPrecision(new ContextUsefulness(SKIPPING, new ContextProperties(true)));
        List<String> passages =
                IntStream.rangeClosed(1, 41).mapToObj(i -> "passage " + i).toList();

        Score.Scored score = scored(together, passages, Map.of());

        assertThat(judge.count(JudgeTask.UsefulnessOfAll.class)).isEqualTo(3);
        assertThat(score.value()).isCloseTo(1, within(1e-9));
        assertThat(score.evidence().findings().get("contexts")).hasSize(41);
        assertThat(together.description().version()).isEqualTo("1 together");
        assertThat(new ContextPrecision(new ContextUsefulness(SKIPPING, new ContextProperties(false)))
                        .description()
                        .version())
                .isEqualTo("1");
    }

    /** RAGAS: precision wants the similarity at the threshold or above, recall above it. */
    @Test
    void aPassageAtTheThresholdIsUsefulButDoesNotCoverAReference() {
        Map<String, Object> atThreshold = Map.of("threshold", 0.75);
        List<String> passages = List.of("abcd", "abcx", "wxyz");

        Score.Scored precision = scored(new NonLlmContextPrecision(SKIPPING), passages, atThreshold);
        Score.Scored recall = scored(new NonLlmContextRecall(), List.of("abcx", "wxyz"), atThreshold);

        // The only reference is "abcd": similarities 1, 0.75 and 0.
        assertThat(verdicts(precision, "contexts")).containsExactly(1, 1, 0);
        assertThat(precision.value()).isCloseTo(1, within(1e-9));
        assertThat(verdicts(recall, "reference_contexts")).containsExactly(0);
        assertThat(recall.value()).isZero();
        assertThat(scored(new NonLlmContextRecall(), passages, atThreshold).value())
                .isEqualTo(1);
    }

    @Test
    void theMostFrequentVoteWinsAndTheFirstOfEqualOnes() {
        assertThat(Votes.winner(List.of(0, 1, 1))).isEqualTo(1);
        assertThat(Votes.winner(List.of(3, 2, 2, 3))).isEqualTo(3);
        assertThat(Votes.winner(List.of(2, 3, 4))).isEqualTo(2);
        assertThat(Votes.winner(List.of(5))).isEqualTo(5);
    }

    @Test
    void votesAreListedAndAnEvenNumberOfThemIsRaised() {
        judge.answering(JudgeTask.Criterion.class, task -> new Reply.Number(task.vote() == 2 ? 0 : 1, "why"));

        Score.Scored three = scored(new AspectCritic(), List.of("one"), Map.of("strictness", 2));
        Score.Scored one = scored(new AspectCritic(), List.of("one"), Map.of());

        assertThat(three.value()).isEqualTo(1);
        assertThat(three.evidence().formula()).contains("1, 0, 1");
        assertThat(three.evidence().findings().get("votes"))
                .extracting(Finding::value)
                .containsExactly(1.0, 0.0, 1.0);
        assertThat(one.evidence().findings().get("votes")).hasSize(1);
        assertThat(one.evidence().formula())
                .isNotEqualTo(three.evidence().formula())
                .contains("1");
    }

    private static List<Integer> verdicts(Score.Scored score, String kind) {
        return score.evidence().findings().get(kind).stream()
                .map(Finding::verdict)
                .toList();
    }

    private Score.Scored scored(Metric metric, List<String> contexts, Map<String, Object> parameters) {
        Sample sample =
                new Sample("question", "answer", contexts, "ground truth", Arrays.asList("abcd"), List.of(), List.of());
        CallJudge panel = new FakeCallJudge(judge);
        return (Score.Scored)
                metric.score(new Call(sample, parameters, Language.EN), panel).join();
    }
}
