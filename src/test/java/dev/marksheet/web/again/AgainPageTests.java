package dev.marksheet.web.again;

import static dev.marksheet.session.Jobs.open;
import static dev.marksheet.session.Jobs.request;
import static dev.marksheet.session.Jobs.sample;
import static dev.marksheet.web.PageSlice.chinese;
import static dev.marksheet.web.PageSlice.foreignForm;
import static dev.marksheet.web.PageSlice.form;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.marksheet.job.JobQueueFullException;
import dev.marksheet.job.JudgeReader;
import dev.marksheet.job.again.Estimator;
import dev.marksheet.job.again.OtherRescoreException;
import dev.marksheet.job.again.Rescorer;
import dev.marksheet.job.again.Retrier;
import dev.marksheet.metric.MetricBeans;
import dev.marksheet.metric.MetricCatalog;
import dev.marksheet.query.JobQueries;
import dev.marksheet.query.SessionQueries;
import dev.marksheet.session.JobId;
import dev.marksheet.session.JobStatus;
import dev.marksheet.session.Reported;
import dev.marksheet.session.RescoreOrder;
import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionId;
import dev.marksheet.session.SessionReport;
import dev.marksheet.session.Usage;
import dev.marksheet.web.Page;
import dev.marksheet.web.PageSlice;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

class AgainPageTests {

    private static final MetricCatalog CATALOG = MetricBeans.standard();
    private static final RunId RUN = new RunId("session-s");
    private static final JobId JOB = new JobId("0123456789ab");
    private static final String RESCORE = "/runs/session-s/rescore";

    private final SessionQueries sessions = mock(SessionQueries.class);
    private final JobQueries jobs = mock(JobQueries.class);
    private final Retrier retrier = mock(Retrier.class);
    private final Rescorer rescorer = mock(Rescorer.class);
    private final Estimator estimator = mock(Estimator.class);
    private final JudgeReader judge = mock(JudgeReader.class);
    private final SessionReport report = Reported.session("s")
            .signal("judge_failed", 5, 3)
            .scores("faithfulness", 1)
            .scores("context_recall", 1)
            .report();
    private final PageSlice slice =
            PageSlice.of(new AgainController(sessions, jobs, retrier, rescorer, estimator, CATALOG, judge, "EUR"));

    AgainPageTests() {
        when(sessions.ofRun("session-s")).thenReturn(Optional.of(report));
        when(judge.defaultModel()).thenReturn("gpt");
        when(judge.hasEndpoint()).thenReturn(true);
        when(judge.canBeNamed(anyString())).thenReturn(true);
        when(rescorer.order(any())).thenReturn(new Rescorer.Ordered(2, 0));
    }

    private RescoreOrder ordered() {
        ArgumentCaptor<RescoreOrder> order = ArgumentCaptor.forClass(RescoreOrder.class);
        verify(rescorer).order(order.capture());
        return order.getValue();
    }

    private String refused(String... fields) {
        Page page = slice.send(form(RESCORE, fields));
        assertThat(page.status()).isEqualTo(422);
        verifyNoInteractions(rescorer);
        return page.all("role=\"alert\">([^<]+)<").get(0);
    }

    @Test
    void showsWhatCanBeScoredAgain() {
        assertThat(slice.get("/runs/session-s/again").body())
                .contains("action=\"/runs/session-s/retry\"", "Score 3 again", "action=\"" + RESCORE + "\"")
                .contains("name=\"session_id\" required maxlength=\"200\" value=\"s-again\"", "by default gpt")
                .contains("value=\"faithfulness\" checked=\"checked\"", "value=\"context_recall\" checked=\"checked\"")
                .contains("value=\"exact_match\">")
                .doesNotContain("role=\"alert\"", "role=\"status\">about");
        assertThat(slice.send(chinese("/runs/session-s/again")).body()).contains("lang=\"zh-CN\"");
        assertThat(slice.get("/runs/session-nobody/again").status()).isEqualTo(404);
    }

    @Test
    void offersNoRetryWhereNothingFailedAndNoJudgeWithoutAnEndpoint() {
        when(sessions.ofRun("session-s"))
                .thenReturn(Optional.of(Reported.session("s").report()));
        when(judge.hasEndpoint()).thenReturn(false);

        assertThat(slice.get("/runs/session-s/again").body())
                .contains("Nothing has failed.")
                .doesNotContain("/retry\"", "name=\"judge_model\"");
    }

    @Test
    void scoresWhatFailedAgain() {
        assertThat(slice.send(form("/runs/session-s/retry")).location()).isEqualTo("/runs/session-s");
        verify(retrier).retryAll(RUN);
    }

    @Test
    void saysThatTheQueueIsFull() {
        when(retrier.retryAll(RUN)).thenThrow(new JobQueueFullException(10));

        Page page = slice.send(form("/runs/session-s/retry"));

        assertThat(page.status()).isEqualTo(429);
        assertThat(page.body()).contains("role=\"alert\"", "Score 3 again");
    }

    @Test
    void scoresOneCallAgainIfItIsOneOfTheRun() {
        when(jobs.find(JOB))
                .thenReturn(Optional.of(open(JOB.value(), JobStatus.FAILED, request("s", sample("q", "a")))));
        String path = "/runs/session-s/calls/0123456789ab";
        assertThat(slice.send(form(path + "/retry")).location()).isEqualTo(path);
        verify(retrier).retry(RUN, JOB);

        when(jobs.find(JOB))
                .thenReturn(Optional.of(open(JOB.value(), JobStatus.FAILED, request("other", sample("q", "a")))));
        assertThat(slice.send(form(path + "/retry")).status()).isEqualTo(404);
        assertThat(slice.send(form("/runs/session-s/calls/nonsense/retry")).status())
                .isEqualTo(404);
        verify(retrier).retry(any(), any());
    }

    @Test
    void ordersTheCallsIntoANewRunAsTheyWere() {
        Page page = slice.send(form(
                RESCORE,
                "session_id",
                " anew ",
                "judge_model",
                " ",
                "metrics",
                "faithfulness",
                "metrics",
                "context_recall"));

        assertThat(page.location()).isEqualTo("/runs/session-anew");
        assertThat(ordered())
                .isEqualTo(new RescoreOrder(
                        new SessionId("anew"),
                        RUN,
                        new RescoreOrder.Changes(null, null, List.of(), Map.of()),
                        RescoreOrder.Selection.ALL));
    }

    @Test
    void ordersWhatTheFormChooses() {
        slice.send(form(
                RESCORE,
                "session_id",
                "anew",
                "judge_model",
                " other ",
                "metrics",
                "exact_match",
                "only",
                "failed",
                "call",
                "0123456789ab"));

        RescoreOrder order = ordered();
        assertThat(order.changes())
                .isEqualTo(new RescoreOrder.Changes("other", null, List.of("exact_match"), Map.of()));
        assertThat(order.selection()).isEqualTo(new RescoreOrder.Selection(true, List.of("0123456789ab")));
    }

    @Test
    void refusesWhatCannotBeOrdered() {
        assertThat(refused("metrics", "faithfulness")).startsWith("The new session needs a name");
        assertThat(refused("session_id", "x".repeat(201), "metrics", "faithfulness"))
                .startsWith("The new session needs a name");
        assertThat(refused("session_id", "s", "metrics", "faithfulness")).contains("must have another name");
        assertThat(refused("session_id", "anew")).startsWith("Tick at least one metric");
        assertThat(refused("session_id", "anew", "metrics", "nobody")).startsWith("Tick at least one metric");
        assertThat(refused("session_id", "anew", "metrics", "faithfulness", "judge_model", "m".repeat(201)))
                .contains("at most 200 characters");
        assertThat(refused("session_id", "anew", "metrics", "faithfulness", "judge_model", "a\u0007b"))
                .contains("at most 200 characters");
        when(judge.canBeNamed("stranger")).thenReturn(false);
        assertThat(refused("session_id", "anew", "metrics", "faithfulness", "judge_model", "stranger"))
                .contains("can’t be examined");
    }

    @Test
    void showsARefusedFormAsItWasFilledIn() {
        Page page = slice.send(form(
                RESCORE,
                "session_id",
                "\"><script>x",
                "metrics",
                "nobody",
                "only",
                "failed",
                "call",
                "<i>",
                "judge_model",
                "<j>"));

        assertThat(page.body())
                .contains("value=\"&quot;&gt;&lt;script&gt;x\"", "value=\"&lt;i&gt;\"", "value=\"&lt;j&gt;\"")
                .contains("name=\"only\" value=\"failed\" checked=\"checked\"")
                .doesNotContain("<script>x", "<i>", "value=\"faithfulness\" checked");
    }

    @Test
    void saysWhatItWouldTakeAndOrdersNothing() throws InterruptedException {
        when(estimator.of(any(), any()))
                .thenReturn(new Estimator.Estimate(
                        2,
                        Set.of("faithfulness"),
                        Set.of("gpt"),
                        Set.of("e"),
                        Usage.of(1200, 0, 2000, 30).costing(0.05),
                        false))
                .thenReturn(new Estimator.Estimate(2, Set.of(), Set.of("local"), Set.of("e"), Usage.NONE, false));
        String[] fields = {"session_id", "anew", "metrics", "faithfulness"};

        assertThat(slice.send(form(RESCORE + "?dry_run=true", fields)).all("role=\"status\">([^<]{30,})<"))
                .containsExactly(
                        "2 calls by gpt: about 1200 requests, 2000 tokens read and 30 written. Cost: 0.0500 EUR");
        assertThat(slice.send(form(RESCORE + "?dry_run=true", fields)).body())
                .contains("2 calls by local: no requests, no tokens");
        verifyNoInteractions(rescorer);
    }

    @Test
    void saysThatThereIsNoCallOrAnotherOrderBefore() {
        String[] fields = {"session_id", "anew", "metrics", "faithfulness"};
        when(rescorer.order(any())).thenReturn(new Rescorer.Ordered(0, 1));
        Page none = slice.send(form(RESCORE, fields));
        assertThat(none.status()).isEqualTo(422);
        assertThat(none.body()).contains("nothing to score anew");

        when(rescorer.order(any())).thenThrow(mock(OtherRescoreException.class));
        Page other = slice.send(form(RESCORE, fields));
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.body()).contains("holds calls of this one already");
    }

    @Test
    void leadsThoseWhoComeWithoutAFormToThePage() {
        assertThat(slice.get("/runs/session-s/retry").location()).isEqualTo("/runs/session-s/again");
        assertThat(slice.get(RESCORE).location()).isEqualTo("/runs/session-s/again");
        assertThat(slice.get("/runs/session-nobody/rescore").status()).isEqualTo(404);
    }

    @Test
    void doesNothingForOtherSites() {
        for (String path : List.of("/runs/session-s/retry", RESCORE, "/runs/session-s/calls/0123456789ab/retry")) {
            assertThat(slice.send(foreignForm(path, "session_id", "anew", "metrics", "faithfulness"))
                            .status())
                    .as(path)
                    .isEqualTo(403);
        }
        verify(retrier, never()).retryAll(any());
        verifyNoInteractions(rescorer);
    }
}
