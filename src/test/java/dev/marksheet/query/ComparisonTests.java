package dev.marksheet.query;

import static dev.marksheet.session.CallCounts.counts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.marksheet.query.Comparison.Changed;
import dev.marksheet.query.Comparison.LabelChange;
import dev.marksheet.query.RunScores.OfQuestion;
import dev.marksheet.session.JobId;
import dev.marksheet.session.Judging;
import dev.marksheet.session.Reported;
import dev.marksheet.session.SessionReport;
import dev.marksheet.session.Usage;
import dev.marksheet.statistics.Difference;
import dev.marksheet.statistics.MetricRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ComparisonTests {

    private static final MetricRange ONE_TO_FIVE = new MetricRange(1, 5, true);

    private static OfQuestion asked(@Nullable String question, @Nullable String item, int job, double value) {
        return new OfQuestion(question, item, job(job), value);
    }

    private static JobId job(int number) {
        return new JobId("%012d".formatted(number));
    }

    /** A run in which these scores of a metric were given. */
    private static RunScores run(String session, Map<String, List<OfQuestion>> scores) {
        Reported reported = Reported.session(session).calls(counts(0, 0, 9, 0));
        scores.forEach((metric, all) -> reported.scores(
                metric,
                range(metric),
                all.stream().mapToDouble(OfQuestion::value).toArray()));
        return new RunScores(reported.report(), scores);
    }

    private static MetricRange range(String metric) {
        return metric.equals("rating") ? ONE_TO_FIVE : MetricRange.UNIT;
    }

    private static Comparison compare(List<OfQuestion> base, List<OfQuestion> other) {
        return compare(base, other, false);
    }

    private static Comparison compare(List<OfQuestion> base, List<OfQuestion> other, boolean byItem) {
        return Comparison.of(run("a", Map.of("m", base)), run("b", Map.of("m", other)), byItem, ComparisonTests::range);
    }

    @Test
    void pairsByItemsAndWhatHasNoneByItsQuestion() {
        Comparison comparison = compare(
                List.of(asked("q", "1", 1, 0.5), asked("r", "2", 2, 0.25), asked("s", null, 3, 0.5)),
                List.of(asked("r", "1", 4, 1), asked("q", "3", 5, 1), asked("s", null, 6, 0.75)),
                true);

        assertThat(comparison.changed())
                .containsExactly(
                        new Changed("m", "1", job(1), job(4), 0.5, 1),
                        new Changed("m", null, job(3), job(6), 0.5, 0.75));
    }

    @Test
    void pairsByQuestionsAndLeavesOutWhatHasNone() {
        Comparison comparison = compare(
                List.of(asked("q", "1", 1, 0.5), asked(null, "2", 2, 0.5)),
                List.of(asked("q", null, 4, 1), asked(null, null, 5, 1)));

        assertThat(comparison.changed()).containsExactly(new Changed("m", "1", job(1), job(4), 0.5, 1));
    }

    @Test
    void countsAQuestionThatWasAskedTwiceOnceWithItsMean() {
        Comparison comparison = compare(
                List.of(asked("q", null, 3, 0), asked("q", null, 2, 0.5), asked("q", null, 1, 1)),
                List.of(asked("q", null, 5, 1)));

        assertThat(comparison.changed()).containsExactly(new Changed("m", null, job(3), job(5), 0.5, 1));
    }

    private static List<OfQuestion> questions(int count, double value, double last) {
        return IntStream.range(0, count)
                .mapToObj(i -> asked("q" + i, null, i, i == count - 1 ? last : value))
                .toList();
    }

    @Test
    void takesDifferencesOfPairsFromFiveOn() {
        Difference paired = compare(questions(5, 0.5, 0.5), questions(5, 0.75, 0.75))
                .metrics()
                .get("m")
                .difference();
        Difference unpaired = compare(questions(4, 0.5, 0.5), questions(4, 0.75, 0.75))
                .metrics()
                .get("m")
                .difference();

        assertThat(paired.paired()).isTrue();
        assertThat(unpaired.paired()).isFalse();
        assertThat(paired.value()).isEqualTo(0.25, within(1e-12));
    }

    @Test
    void namesTheTwentyThatChangedMostForTheirRanges() {
        List<OfQuestion> before = questions(30, 0.5, 0.5);
        List<OfQuestion> after = new ArrayList<>();
        before.forEach(score -> after.add(new OfQuestion(
                score.question(), null, score.job(), after.isEmpty() ? 0.2 : 0.5 + (after.size() - 5) / 100.0)));
        Comparison comparison = Comparison.of(
                run("a", Map.of("m", before, "rating", List.of(asked("x", null, 90, 2)))),
                run("b", Map.of("m", after, "rating", List.of(asked("x", null, 91, 2.9)))),
                false,
                ComparisonTests::range);

        assertThat(comparison.changed()).hasSize(20);
        assertThat(comparison.changed().subList(0, 4))
                .extracting(Changed::baseJob)
                .as("0.3 less, 0.24, 0.23, 0.9 of 4")
                .containsExactly(job(0), job(29), job(28), job(90));
        assertThat(compare(questions(1, 0, 0.5), questions(1, 0, 0.5)).changed())
                .as("the same score")
                .isEmpty();
    }

    @Test
    void leavesOutMetricsThatOnlyOneHas() {
        Comparison comparison = Comparison.of(
                run("a", Map.of("m", questions(2, 0, 0), "none", List.of())),
                run("b", Map.of("n", questions(2, 0, 0), "none", questions(2, 0, 0))),
                false,
                ComparisonTests::range);

        assertThat(comparison.metrics()).isEmpty();
    }

    private static SessionReport judged(String session, String judge, @Nullable String... fingerprints) {
        Judging judging = fingerprints.length == 0
                ? Judging.NONE
                : new Judging(Map.of(), Map.of("m", Set.of(fingerprints)), Usage.NONE);
        return Reported.session(session)
                .judges(judge)
                .judging(judging)
                .scores("m", 0, 0, 0, 0, 0)
                .report();
    }

    @Test
    void distrustsMarksOfDifferentJudges() {
        assertThat(Comparison.judgedDifferently(judged("a", "x", "1"), judged("b", "y", "1"), "m"))
                .as("the same mark under another name")
                .isFalse();
        assertThat(Comparison.judgedDifferently(judged("a", "x", "1"), judged("b", "x", "2"), "m"))
                .isTrue();
        assertThat(Comparison.judgedDifferently(judged("a", "x", "1", "2"), judged("b", "x", "1"), "m"))
                .isTrue();
        assertThat(Comparison.judgedDifferently(judged("a", "x"), judged("b", "x"), "m"))
                .isFalse();
        assertThat(Comparison.judgedDifferently(judged("a", "x"), judged("b", "y"), "m"))
                .isTrue();
    }

    @Test
    void decidesNothingBetweenDifferentJudges() {
        List<OfQuestion> before = questions(9, 0, 0.25);
        List<OfQuestion> after = questions(9, 1, 0.75);
        Comparison same = Comparison.of(
                new RunScores(judged("a", "x", "1"), Map.of("m", before)),
                new RunScores(judged("b", "x", "1"), Map.of("m", after)),
                false,
                ComparisonTests::range);
        Comparison differently = Comparison.of(
                new RunScores(judged("a", "x", "1"), Map.of("m", before)),
                new RunScores(judged("b", "x", "2"), Map.of("m", after)),
                false,
                ComparisonTests::range);

        assertThat(same.metrics().get("m").verdict()).isEqualTo(Difference.Verdict.BETTER);
        assertThat(same.metrics().get("m").undecided()).isNull();
        assertThat(same.judgedDifferently()).isEmpty();
        assertThat(differently.metrics().get("m").verdict()).isEqualTo(Difference.Verdict.UNDECIDED);
        assertThat(differently.metrics().get("m").undecided()).isEqualTo("judged_differently");
        assertThat(differently.judgedDifferently()).containsExactly("m");
    }

    @Test
    void saysWhyNothingIsDecided() {
        assertThat(compare(questions(9, 0, 1), questions(9, 0, 0.5))
                        .metrics()
                        .get("m")
                        .undecided())
                .isEqualTo("interval_contains_zero");
        assertThat(compare(questions(1, 0, 1), questions(1, 0, 0.5))
                        .metrics()
                        .get("m")
                        .undecided())
                .isEqualTo("no_interval");
    }

    @Test
    void tellsHowLabelsDiffer() {
        SessionReport base = Reported.session("a")
                .label("z", "1")
                .label("k", "same")
                .label("y", "2")
                .report();
        SessionReport other = Reported.session("b")
                .label("x", "3")
                .label("k", "same")
                .label("z", "4")
                .report();
        Comparison comparison = new Comparison(base, other, Map.of(), List.of(), Set.of());

        assertThat(comparison.labelChanges())
                .containsExactly(
                        new LabelChange("z", "1", "4"),
                        new LabelChange("y", "2", null),
                        new LabelChange("x", null, "3"));
    }

    @Test
    void looksForScoresWithinARunAlone() {
        CallQuery.Bound bound = new CallQuery.Bound("m", 0.5, true);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new JobFilter(null, Set.of(), null, List.of(), List.of(bound)));
        JobFilter filter = new JobFilter(judged("a", "x").run(), Set.of(), null, List.of(), List.of(bound));
        assertThat(filter.within("p").prefix()).isEqualTo("p");
        assertThat(filter.held()).isFalse();
        assertThat(filter.orHeld().held()).isTrue();
        CallQuery query = new CallQuery(judged("a", "x").run(), "m", true, null, bound, "text");
        assertThat(query.reversed().ascending()).isFalse();
        assertThat(query.reversed().reversed()).isEqualTo(query);
    }
}
