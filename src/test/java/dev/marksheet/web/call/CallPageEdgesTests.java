package dev.marksheet.web.call;

import static dev.marksheet.session.Jobs.ended;
import static dev.marksheet.session.Jobs.open;
import static dev.marksheet.session.Jobs.request;
import static dev.marksheet.session.Jobs.result;
import static dev.marksheet.session.Jobs.sample;
import static dev.marksheet.web.PageSlice.visit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.marksheet.access.Callers;
import dev.marksheet.job.LargeTexts;
import dev.marksheet.job.LargeTextsBusyException;
import dev.marksheet.query.CallQuery;
import dev.marksheet.session.JobStatus;
import dev.marksheet.session.Sample;
import dev.marksheet.session.ScoreJob;
import dev.marksheet.session.ScoreRequest;
import dev.marksheet.session.access.Role;
import dev.marksheet.session.evidence.Finding;
import dev.marksheet.web.Page;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CallPageEdgesTests extends CallSlice {
    @Test
    void keepsACallThatIsOpenUpToDate() {
        ScoreRequest request = request("s", sample("q", "a"));
        stored(request, open(ID, JobStatus.QUEUED, request));
        assertThat(slice.get(PATH + "?sort=time").body())
                .contains("waits for its turn", "data-live=\"" + PATH + "?sort=time\"", "chip live\">queued<")
                .contains("href=\"" + PATH + "/cancel\"")
                .doesNotContain("Why these scores", "class=\"call-scores\"", "/retry\"");

        stored(request, open(ID, JobStatus.RUNNING, request));
        assertThat(slice.get(PATH).body()).contains("The judge is at work", "chip live\">running<");

        stored(request, open(ID, JobStatus.CANCELLED, request));
        assertThat(slice.get(PATH).body())
                .contains("cancelled before it was scored")
                .doesNotContain("data-live", "/cancel\"");
    }

    @Test
    void offersToDeleteTheSessionOnlyToAdministrators() {
        stored(sample("q", "a"), "faithfulness", scored(1));

        assertThat(slice.as(Callers.holding(Role.ADMIN), visit(PATH)).body())
                .contains("href=\"/runs/session-s/delete\"");
        assertThat(slice.as(Callers.holding(Role.REVIEW), visit(PATH)).body())
                .contains("href=\"/runs/session-s/settings\"")
                .doesNotContain("/delete\"");
    }

    @Test
    void namesAnotherJudgeOnlyWhereThereIsAnEndpoint() {
        stored(sample("q", "a"), "faithfulness", scored(1));
        assertThat(slice.get(PATH).body())
                .contains(
                        "name=\"call\" value=\"" + ID + "\"",
                        "name=\"session_id\" required maxlength=\"200\" value=\"s-again\"")
                .doesNotContain("name=\"judge_model\"");

        when(judge.hasEndpoint()).thenReturn(true);
        when(judge.defaultModel()).thenReturn("gpt<x>");
        assertThat(slice.get(PATH).body()).contains("name=\"judge_model\"", "gpt&lt;x&gt;");
    }

    @Test
    void leadsToTheCallsBesideItInTheTableItWasOpenedFrom() {
        stored(sample("q", "a"), "faithfulness", scored(1));
        ScoreRequest other = request("s", sample("q", "a"));
        ScoreJob next = open("bbbbbbbbbbbb", JobStatus.QUEUED, other);
        ScoreJob previous = open("cccccccccccc", JobStatus.QUEUED, other);
        when(calls.find(any(), any(), anyInt())).thenAnswer(call -> {
            CallQuery query = call.getArgument(0);
            return List.of(query.ascending() ? next : previous);
        });

        Page page = slice.get(PATH + "?sort=faithfulness&only=failed&q=a%26b&after=0.5:7");

        String state = "?sort=faithfulness&amp;only=failed&amp;q=a%26b\"";
        assertThat(page.body())
                .contains("data-go=\"next\" href=\"/runs/session-s/calls/bbbbbbbbbbbb" + state)
                .contains("data-go=\"prev\" href=\"/runs/session-s/calls/cccccccccccc" + state)
                .contains("<a href=\"/runs/session-s" + state, "class=\"permalink\"", "href=\"" + PATH + state);
        verify(calls)
                .find(
                        argThat(query -> query.ascending()),
                        argThat(at -> at.equals(new CallQuery.Place(1.0, 3))),
                        anyInt());
    }

    @Test
    void leadsNowhereFromTheOnlyCall() {
        stored(sample("q", "a"), "faithfulness", scored(1));

        assertThat(slice.get(PATH).body()).doesNotContain("data-go=");
    }

    @Test
    void showsLongTextsAndManyPassagesInPieces() {
        List<String> contexts = new ArrayList<>(Collections.nCopies(41, "Short."));
        contexts.set(0, "x".repeat(6_001));
        contexts.set(1, "y".repeat(6_000));
        stored(Sample.of("q", "a", contexts, null), "faithfulness", scored(1));

        assertThat(slice.get(PATH).body())
                .contains("href=\"" + PATH + "?whole=context-1#context-1\"", "Show all 6,001 characters")
                .contains("href=\"" + PATH + "?from=20#contexts\"", "id=\"context-20\"")
                .doesNotContain("x".repeat(6_001), "whole=context-2", "id=\"context-21\"", "From the first context");
        assertThat(slice.get(PATH + "?whole=context-1").body())
                .contains("x".repeat(6_001))
                .doesNotContain("whole=context-1#");
        assertThat(slice.get(PATH + "?from=20&sort=time").body())
                .contains("id=\"context-21\"", "href=\"" + PATH + "?sort=time&amp;from=40#contexts\"")
                .contains("href=\"" + PATH + "?sort=time&amp;from=0#contexts\"")
                .doesNotContain("id=\"context-20\"");
        assertThat(slice.get(PATH + "?from=40").body())
                .contains("id=\"context-41\"")
                .doesNotContain("More contexts");
    }

    @Test
    void beginsWithTheFirstPassageWhereTheUrlNamesNone() {
        stored(sample("q", "a", PASSAGE), "faithfulness", scored(1));

        assertThat(slice.get(PATH + "?from=-3").body())
                .contains("id=\"context-1\"")
                .doesNotContain("From the first context");
        assertThat(slice.get(PATH + "?from=2147483647").body())
                .contains("From the first context")
                .doesNotContain("More contexts", "id=\"context-1\"");
        assertThat(slice.get(PATH + "?from=first").status()).isEqualTo(400);
    }

    @Test
    void showsAHundredStatementsAndCountsTheOthers() {
        Finding[] many = Collections.nCopies(103, Finding.of("It is.")).toArray(Finding[]::new);
        stored(sample("q", "a"), "faithfulness", scored(1, many));

        assertThat(slice.get(PATH).body())
                .contains("and 3 more", "f-faithfulness-100")
                .doesNotContain("f-faithfulness-101");
    }

    @Test
    void answersWithAPageWhereThereIsNoSuchCall() {
        when(reader.call(any(), any())).thenReturn(Optional.empty());
        for (String path : List.of(
                "/runs/session-s/calls/nonsense",
                "/runs/session-s/calls/0123456789AB",
                "/runs/session-s/calls/000000000000",
                "/runs/session-nobody/calls/" + ID)) {
            Page page = slice.get(path);
            assertThat(page.status()).as(path).isEqualTo(404);
            assertThat(page.body()).contains("<html", "There is nothing here", "href=\"/\"");
        }
    }

    @Test
    void givesTheRoomForLargeTextsBackBeforeThePageIsWritten() {
        LargeTexts.Share room = mock(LargeTexts.Share.class);
        ScoreRequest request = request("s", sample("q", "a"));
        stored(request, ended(ID, 3, request, result("faithfulness", scored(1))), room);

        assertThat(slice.get(PATH).status()).isEqualTo(200);
        verify(room).giveBack();
    }

    @Test
    void asksToComeBackWhileThereIsNoRoomForALargeCall() {
        when(reader.call(any(), any())).thenThrow(LargeTextsBusyException.class);

        Page page = slice.get(PATH);

        assertThat(page.status()).isEqualTo(503);
        assertThat(page.header("Retry-After")).isEqualTo("5");
    }
}
