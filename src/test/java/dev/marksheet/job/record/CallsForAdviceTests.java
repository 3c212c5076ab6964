package dev.marksheet.job.record;

import static dev.marksheet.job.record.RecordedSession.RUN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.judge.JudgeTask.Advice.WorstCall;
import dev.marksheet.query.FakeJobQueries;
import dev.marksheet.session.Jobs;
import dev.marksheet.session.Score;
import dev.marksheet.session.evidence.Evidence;
import dev.marksheet.session.evidence.Finding;
import dev.marksheet.store.FakeJobStore;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a judge is shown of a session's worst calls. */
class CallsForAdviceTests {

    private final FakeJobQueries jobs = new FakeJobQueries();
    private final FakeJobStore requests = new FakeJobStore();
    private final CallsForAdvice calls = new CallsForAdvice(jobs, requests);
    private int made;

    @BeforeEach
    void aRequest() {
        requests.requests(Jobs.request("s", Jobs.sample("why", "because")));
    }

    private void ended(Object... metricsAndScores) {
        made++;
        jobs.add(Jobs.ended(
                "%012x".formatted(made),
                made,
                Jobs.request("s", Jobs.sample("cut", "cut")),
                Jobs.result(metricsAndScores)));
    }

    private static Score scored(double value, @Nullable String formula, Finding... findings) {
        return new Score.Scored(value, new Evidence(formula, Map.of("statements", List.of(findings)), List.of()));
    }

    private static Finding finding(String text, @Nullable Integer verdict, @Nullable String reason) {
        return new Finding(text, verdict, null, reason, null);
    }

    @Test
    void showsTheFiveWorstOfThoseThatAreNotGood() {
        for (double value : new double[] {0.9, 0.1, 0.7, 0.3, 0.2, 0.69, 0.5, 0.6}) {
            ended("faithfulness", scored(value, null));
        }

        assertThat(calls.worst(RUN))
                .extracting(WorstCall::call)
                .containsExactly(
                        "session-score-2", "session-score-5", "session-score-4", "session-score-7", "session-score-8");
    }

    @Test
    void aScoreOfSevenTenthsIsGoodAndOneBelowIsNot() {
        ended("faithfulness", scored(0.7, null));
        assertThat(calls.worst(RUN)).isEmpty();

        ended("faithfulness", scored(0.69, null));
        assertThat(calls.worst(RUN)).hasSize(1);
    }

    @Test
    void aCallWhoseTextsAreForgottenIsNotShown() {
        ended("faithfulness", scored(0.1, null));
        requests.requests(null);

        assertThat(calls.worst(RUN)).isEmpty();
    }

    @Test
    void showsTheTextsOfTheRequestAndTheScores() {
        ended(
                "faithfulness", scored(0.25, "1 of 4 supported = 0.25"),
                "context_recall", new Score.Skipped("no reference"),
                "answer_relevancy", scored(1, "never said"));

        assertThat(calls.worst(RUN))
                .containsExactly(new WorstCall(
                        "session-score-1",
                        "why",
                        "because",
                        Map.of("faithfulness", "0.25", "answer_relevancy", "1.00"),
                        List.of("faithfulness: 1 of 4 supported = 0.25")));
    }

    @Test
    void saysWhyByTheFirstTwoFindingsAgainstTheScore() {
        ended(
                "faithfulness",
                scored(
                        0.25,
                        null,
                        finding("fine", 1, "it is there"),
                        finding("no verdict", null, "?"),
                        finding("one", 0, "not there"),
                        finding("two", 0, null),
                        finding("three", 0, "too many")));

        assertThat(calls.worst(RUN).get(0).why()).containsExactly("faithfulness: one – not there", "faithfulness: two");
    }

    @Test
    void saysNothingOfAScoreThatIsGood() {
        ended(
                "faithfulness", scored(0.1, null),
                "context_recall", scored(0.7, "as good as that"),
                "answer_relevancy", scored(0.69, "a little less"));

        assertThat(calls.worst(RUN).get(0).why()).containsExactly("answer_relevancy: a little less");
    }

    @Test
    void aBlankReasonIsNone() {
        ended("faithfulness", scored(0.25, null, finding("one", 0, " ")));

        assertThat(calls.worst(RUN).get(0).why()).containsExactly("faithfulness: one");
    }

    @Test
    void ofEveryTextNoMoreIsShownThanTells() {
        String text = "x".repeat(500);
        requests.requests(Jobs.request("s", Jobs.sample(text, text)));
        ended("faithfulness", scored(0.25, text, finding(text, 0, text)));

        WorstCall call = calls.worst(RUN).get(0);

        String most = "x".repeat(199) + "…";
        assertThat(call.question()).isEqualTo("x".repeat(399) + "…");
        assertThat(call.answer()).isEqualTo("x".repeat(399) + "…");
        assertThat(call.why()).containsExactly("faithfulness: " + most, "faithfulness: " + most + " – " + most);
    }

    @Test
    void aCallWithoutAnAnswerHasAnEmptyOne() {
        requests.requests(Jobs.request("s", Jobs.sample("why", null)));
        ended("faithfulness", scored(0.25, null));

        assertThat(calls.worst(RUN).get(0).answer()).isEmpty();
    }

    @Test
    void scoresKeepTheirOrder() {
        ended("b", scored(0.1, null), "a", scored(0.2, null), "c", scored(0.3, null));

        assertThat(calls.worst(RUN).get(0).scores().keySet()).containsExactly("b", "a", "c");
    }
}
