package dev.marksheet.exam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marksheet.judge.FakeEmbedder;
import dev.marksheet.judge.FakeJudge;
import dev.marksheet.judge.JudgeException;
import dev.marksheet.judge.JudgeTask;
import dev.marksheet.judge.OneJudge;
import dev.marksheet.judge.Reply;
import dev.marksheet.metric.MetricBeans;
import dev.marksheet.session.ExamResult;
import dev.marksheet.session.Usage;
import dev.marksheet.session.evidence.Quote;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An exam before a judge that says what the test wants. */
@Timeout(60)
class SittingTests {

    private final FakeJudge judge = new FakeJudge();
    private final Exam exam = new Exam(new OneJudge(judge, new FakeEmbedder()), MetricBeans.standard());
    private final Map<String, ExamRow> rows =
            exam.rows().stream().collect(Collectors.toMap(ExamRow::answer, Function.identity()));
    private final long supported =
            exam.rows().stream().filter(ExamRow::isSupported).count();

    /** The judge says of each statement of a row's answer whether its contexts support it. */
    private void says(BiFunction<ExamRow, String, Boolean> verdict, @Nullable Quote quote) {
        judge.answering(
                JudgeTask.Support.class,
                task -> new Reply.Verdicts(
                        task.statements().stream()
                                .map(statement -> new Reply.Verdict(
                                        statement, verdict.apply(row(statement), statement), "because", quote, null))
                                .toList(),
                        null));
    }

    private ExamRow row(String statement) {
        return rows.get(statement.replaceFirst("^again: ", ""));
    }

    private ExamResult sit() throws InterruptedException {
        return exam.sit("local", Runnable::run, done -> {});
    }

    @Test
    void aJudgeThatIsAlwaysRightHasAllOfIt() throws InterruptedException {
        says((row, statement) -> row.isSupported(), null);

        ExamResult result = sit();

        assertThat(result.judgeModel()).isEqualTo("local");
        assertThat(result.total().rows()).isEqualTo(exam.rows().size());
        assertThat(result.total().right()).isEqualTo(exam.rows().size());
        assertThat(result.total().balancedAccuracy()).isEqualTo(1);
        assertThat(result.unjudged()).isZero();
        assertThat(result.madeUpQuotes()).isZero();
        assertThat(result.passed()).hasSize(exam.rows().size()).doesNotContainValue(null);
        assertThat(result.languages().keySet()).containsExactly("en", "zh");
        assertThat(result.kinds().keySet()).startsWith("paraphrase", "date", "name");
        assertThat(result.usage().requests()).isEqualTo(2L * exam.rows().size());
        assertThat(result.latencyMs()).isLessThan(10_000);
    }

    @Test
    void aJudgeThatPassesEverythingIsRightHalfOfTheTime() throws InterruptedException {
        says((row, statement) -> true, Quote.madeUp(-1, "nowhere"));

        ExamResult result = sit();

        assertThat(result.total().right()).isEqualTo((int) supported);
        assertThat(result.total().balancedAccuracy()).isEqualTo(0.5);
        assertThat(result.madeUpQuotes()).isEqualTo(exam.rows().size());
        assertThat(result.passed()).doesNotContainValue(false);
        assertThat(result.kinds().get("paraphrase").right())
                .isEqualTo(result.kinds().get("paraphrase").rows());
        assertThat(result.kinds().get("number").right()).isZero();
    }

    @Test
    void halfOfAnAnswerIsEnoughToPass() throws InterruptedException {
        judge.answering(
                JudgeTask.Statements.class,
                task -> new Reply.StatementList(List.of(task.text(), "again: " + task.text())));
        says((row, statement) -> statement.startsWith("again: "), Quote.at(0, "somewhere", 0, 4));

        ExamResult result = sit();

        assertThat(result.passed()).doesNotContainValue(false).doesNotContainValue(null);
        assertThat(result.madeUpQuotes()).isZero();
    }

    @Test
    void aRowWithoutAVerdictCountsAsWrong() throws InterruptedException {
        judge.failing(JudgeTask.Support.class, "no idea");

        ExamResult result = sit();

        assertThat(result.unjudged()).isEqualTo(exam.rows().size());
        assertThat(result.total().right()).isZero();
        assertThat(result.total().balancedAccuracy()).isZero();
        assertThat(result.passed()).hasSize(exam.rows().size()).containsValue(null);
        assertThat(result.madeUpQuotes()).isZero();
    }

    @Test
    void fourRowsAreAtTheJudgeAtATime() throws InterruptedException {
        List<String> seen = new ArrayList<>();

        exam.sit(
                "local",
                Runnable::run,
                done -> seen.add(done + " done, " + judge.count(JudgeTask.Support.class) + " asked"));

        int all = exam.rows().size();
        assertThat(seen)
                .hasSize(all)
                .startsWith("1 done, 4 asked", "2 done, 5 asked")
                .endsWith((all - 1) + " done, " + all + " asked", all + " done, " + all + " asked");
    }

    @Test
    void anEndpointThatAnswersNobodyEndsTheExam() {
        judge.answering(JudgeTask.Support.class, task -> {
            throw JudgeException.outage("nobody listens", Usage.NONE, List.of());
        });

        assertThatThrownBy(this::sit).isInstanceOf(JudgeException.class).hasMessageContaining("nobody listens");

        assertThat(judge.count(JudgeTask.Support.class)).isLessThanOrEqualTo(4);
    }

    @Test
    void whoIsInterruptedAsksNothing() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(this::sit).isInstanceOf(InterruptedException.class);

        assertThat(judge.asked()).isEmpty();
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void theEmbeddedJudgeCostsNothingAndOthersTwoRequestsARow() {
        long count = exam.rows().size();

        assertThat(exam.expected("local")).isEqualTo(Usage.NONE);
        assertThat(exam.expected("gpt-9"))
                .isEqualTo(Usage.of(2 * count, 0, 1500 * count, 150 * count).costing(1));
    }
}
