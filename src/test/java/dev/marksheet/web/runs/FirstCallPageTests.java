package dev.marksheet.web.runs;

import static dev.marksheet.web.PageSlice.chinese;
import static dev.marksheet.web.PageSlice.foreignForm;
import static dev.marksheet.web.PageSlice.form;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.marksheet.access.Callers;
import dev.marksheet.job.DefaultRequests;
import dev.marksheet.job.JobQueueFullException;
import dev.marksheet.job.SampleRules;
import dev.marksheet.job.SessionScoreJobManager;
import dev.marksheet.metric.MetricCatalog;
import dev.marksheet.query.RunList;
import dev.marksheet.query.RunQuery;
import dev.marksheet.session.JobId;
import dev.marksheet.session.RunId;
import dev.marksheet.session.Sample;
import dev.marksheet.session.ScoreJob;
import dev.marksheet.session.ScoreRequest;
import dev.marksheet.session.SessionId;
import dev.marksheet.session.access.Role;
import dev.marksheet.web.Page;
import dev.marksheet.web.PageSlice;
import dev.marksheet.web.gate.GatePanels;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

class FirstCallPageTests {

    private final SessionScoreJobManager manager = mock(SessionScoreJobManager.class);
    private final DefaultRequests requests = mock(DefaultRequests.class);
    private final RunList runs = mock(RunList.class);
    private final RunLists lists =
            new RunLists(runs, mock(MetricCatalog.class), mock(GatePanels.class), Clock.systemUTC());
    private final PageSlice slice = PageSlice.of(new FirstCallController(new SampleRules(3), requests, manager, lists));

    FirstCallPageTests() {
        when(runs.page(any(), anyInt())).thenReturn(new RunList.Page(List.of(), null));
        when(requests.judgeModel()).thenReturn("local");
        when(requests.of(any(), any())).thenAnswer(call -> request(call.getArgument(0), call.getArgument(1)));
        when(manager.submit(any(ScoreRequest.class)))
                .thenAnswer(call -> ScoreJob.queued(1, new JobId("0123456789ab"), call.getArgument(0), Instant.EPOCH));
    }

    private static ScoreRequest request(SessionId session, Sample sample) {
        return new ScoreRequest(session, sample, List.of("faithfulness"), Map.of(), "local", "local");
    }

    private ScoreRequest submitted() {
        ArgumentCaptor<ScoreRequest> request = ArgumentCaptor.forClass(ScoreRequest.class);
        verify(manager).submit(request.capture());
        return request.getValue();
    }

    private Page refused(String... fields) {
        Page page = slice.send(form("/calls", fields));
        assertThat(page.status()).isEqualTo(422);
        verifyNoInteractions(manager);
        return page;
    }

    @Test
    void submitsTheCallAndShowsItsReport() {
        Page page = slice.send(form(
                "/calls",
                "session_id",
                "  from form ",
                "question",
                " When? ",
                "answer",
                " At nine. ",
                "contexts",
                "One.\r\nStill one.\r\n \r\n\n Two. \n\n",
                "ground_truth",
                "Nine."));

        assertThat(page.status()).isEqualTo(302);
        ScoreRequest call = submitted();
        assertThat(page.location())
                .isEqualTo("/runs/" + RunId.of(call.session()).value());
        assertThat(call.session().value()).isEqualTo("from form");
        assertThat(call.sample().question()).isEqualTo("When?");
        assertThat(call.sample().answer()).isEqualTo(" At nine. ");
        assertThat(call.sample().contexts()).containsExactly("One.\r\nStill one.", "Two.");
        assertThat(call.sample().groundTruth()).isEqualTo("Nine.");
    }

    @Test
    void takesWhatIsLeftBlankForNotGiven() {
        slice.send(form("/calls", "session_id", "s", "question", "q", "answer", " ", "ground_truth", ""));

        Sample sample = submitted().sample();
        assertThat(sample.answer()).isNull();
        assertThat(sample.groundTruth()).isNull();
        assertThat(sample.contexts()).isEmpty();
    }

    @Test
    void takesNoCallFromAFormOfAnotherSite() {
        for (String[] header : new String[][] {
            {"Sec-Fetch-Site", "cross-site"},
            {"Sec-Fetch-Site", "same-site"},
            {"Sec-Fetch-Site", "none"},
            {"Origin", "https://example.org"},
            {"Origin", "null"},
            {"Origin", "%"},
            {"X-Nothing", "said"}
        }) {
            Page page = slice.send(foreignForm("/calls", "session_id", "s", "question", "q")
                    .header("Host", "localhost")
                    .header(header[0], header[1]));
            assertThat(page.status()).as(String.join(": ", header)).isEqualTo(403);
            assertThat(page.body()).contains("Not with this key");
        }
        verifyNoInteractions(manager);
    }

    @Test
    void takesACallWhoseOriginIsThisHost() {
        Page page = slice.send(foreignForm("/calls", "session_id", "s", "question", "q")
                .header("Host", "marks.example:8080")
                .header("Origin", "https://marks.example:8080"));

        assertThat(page.location()).isEqualTo("/runs/session-s");
    }

    @Test
    void showsEverythingThatIsWrongBesideItsField() {
        Page page = refused("session_id", "a\u0007b", "question", " ", "answer", "At nine.", "contexts", "a \u0000 b");

        assertThat(page.body())
                .contains(
                        "role=\"alert\"", "aria-describedby=\"p-question\"", "id=\"p-session_id\"", "id=\"p-contexts\"")
                .contains("A call needs a question.", "may not have control characters", "can’t be kept")
                .contains(">At nine.</textarea>")
                .doesNotContain("id=\"p-answer\"", "That did not work");
    }

    @Test
    void saysWhatIsWrongInTheLanguageOfTheVisitor() {
        Page page = slice.send(form("/calls?lang=zh", "question", "什么时候？"));

        assertThat(page.status()).isEqualTo(422);
        assertThat(page.body()).contains("请填写会话名称", "value=\"什么时候？\"", "lang=\"zh-CN\"");
    }

    @Test
    void takesTextsOfTheGreatestLengthAndNoLongerOnes() {
        String longest = "x".repeat(100_000);
        for (String field : List.of("answer", "contexts", "ground_truth")) {
            Page page = refused("session_id", "s", "question", "q", field, longest + "x");
            assertThat(page.all("id=\"p-([a-z_]+)\"")).as(field).containsExactly(field);
        }
        assertThat(refused("session_id", "s", "question", longest + "x").all("id=\"p-([a-z_]+)\""))
                .containsExactly("question");

        assertThat(slice.send(form("/calls", "session_id", "s", "question", longest, "answer", longest))
                        .status())
                .isEqualTo(302);
    }

    @Test
    void takesTheLongestSessionIdAndNoLongerOne() {
        String longest = "s".repeat(SessionId.MAX_LENGTH);

        assertThat(refused("session_id", longest + "s", "question", "q").all("id=\"p-([a-z_]+)\""))
                .containsExactly("session_id");
        assertThat(slice.send(form("/calls", "session_id", " " + longest + " ", "question", "q"))
                        .status())
                .isEqualTo(302);
    }

    @Test
    void takesAsManyPassagesAsACallMayHaveAndNoMore() {
        assertThat(refused("session_id", "s", "question", "q", "contexts", "1\n\n2\n\n3\n\n4")
                        .all("id=\"p-([a-z_]+)\""))
                .containsExactly("contexts");
        slice.send(form("/calls", "session_id", "s", "question", "q", "contexts", "1\n\n2\n\n3"));
        assertThat(submitted().sample().contexts()).hasSize(3);
    }

    @Test
    void showsWhatWasTypedAsWords() {
        String hostile = "</textarea><script>alert(1)</script>\"><img src=x>";

        Page page = refused("session_id", hostile, "question", "", "answer", hostile, "contexts", hostile);

        assertThat(page.body()).contains("&lt;/textarea&gt;&lt;script&gt;alert(1)");
        assertThat(page.markup()).doesNotContain("<script>alert", "<img");
    }

    @Test
    void asksToComeBackWhileTheQueueIsFull() {
        when(manager.submit(any(ScoreRequest.class))).thenThrow(new JobQueueFullException(100));

        Page page = slice.send(form("/calls", "session_id", "s", "question", "q", "answer", "kept"));

        assertThat(page.status()).isEqualTo(429);
        assertThat(page.header("Retry-After")).isEqualTo("5");
        assertThat(page.body())
                .contains("5", "role=\"alert\"", ">kept</textarea>")
                .doesNotContain("id=\"p-");
    }

    @Test
    void listsBehindARefusalOnlyTheSessionsOfTheKey() {
        slice.as(Callers.holding(Role.REVIEW, "team-a/"), form("/calls", "question", ""));

        ArgumentCaptor<RunQuery> query = ArgumentCaptor.forClass(RunQuery.class);
        verify(runs).page(query.capture(), anyInt());
        assertThat(query.getValue().filter().prefix()).isEqualTo("team-a/");
    }

    @Test
    void leadsThoseWhoComeWithoutAFormToTheList() {
        assertThat(slice.get("/calls").location()).isEqualTo("/");
        assertThat(slice.send(chinese("/calls")).status()).isEqualTo(302);
    }
}
