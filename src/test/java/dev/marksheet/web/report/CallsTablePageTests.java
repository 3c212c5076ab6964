package dev.marksheet.web.report;

import static dev.marksheet.session.CallCounts.counts;
import static dev.marksheet.session.Jobs.ended;
import static dev.marksheet.session.Jobs.open;
import static dev.marksheet.session.Jobs.request;
import static dev.marksheet.session.Jobs.result;
import static dev.marksheet.session.Jobs.sample;
import static dev.marksheet.web.PageSlice.chinese;
import static dev.marksheet.web.PageSlice.visit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.ArgumentMatchers.isNull;
import static org.mockito.Mockito.clearInvocations;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.marksheet.query.CallQueries;
import dev.marksheet.query.CallQuery;
import dev.marksheet.query.CallQuery.Place;
import dev.marksheet.query.SessionQueries;
import dev.marksheet.session.JobStatus;
import dev.marksheet.session.Reported;
import dev.marksheet.session.RunId;
import dev.marksheet.session.Score;
import dev.marksheet.session.ScoreJob;
import dev.marksheet.session.evidence.Evidence;
import dev.marksheet.statistics.MetricRange;
import dev.marksheet.web.Page;
import dev.marksheet.web.PageSlice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

class CallsTablePageTests {

    private static final String PATH = "/runs/session-s/calls";

    private final SessionQueries sessions = mock(SessionQueries.class);
    private final CallQueries calls = mock(CallQueries.class);
    private final PageSlice slice = PageSlice.of(new CallsController(sessions, new CallsTables(calls)));

    CallsTablePageTests() {
        reported(Reported.session("s")
                .scores("faithfulness", 0.2, 0.4)
                .scores("wer", new MetricRange(0, 1, false), 0.1)
                .calls(counts(1, 0, 2, 1)));
        found(List.of());
    }

    private void reported(Reported session) {
        when(sessions.ofRun("session-s")).thenReturn(Optional.of(session.report()));
    }

    private void found(List<ScoreJob> jobs) {
        when(calls.find(any(), any(), anyInt())).thenReturn(jobs);
    }

    private CallQuery asked(String query) {
        clearInvocations(calls);
        assertThat(slice.get(PATH + query).status()).isEqualTo(200);
        ArgumentCaptor<CallQuery> asked = ArgumentCaptor.forClass(CallQuery.class);
        verify(calls).find(asked.capture(), isNull(), eq(51));
        return asked.getValue();
    }

    private static Score scored(double value) {
        return new Score.Scored(value, Evidence.NONE);
    }

    private static ScoreJob call(int number, String question, double score) {
        String id = "%012x".formatted(number);
        return ended(id, number, request("s", sample(question, "a")), result("faithfulness", scored(score)));
    }

    private static List<ScoreJob> many(int from, int count) {
        List<ScoreJob> jobs = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            jobs.add(call(i, "q" + i, 0.5));
        }
        return jobs;
    }

    @Test
    void showsACallWithItsScoresAndTheWayToIt() {
        found(List.of(
                ended(
                        "0123456789ab",
                        3,
                        request("s", sample("When <b>?", "a")).tagged("row-17", Map.of()),
                        result(
                                "faithfulness",
                                scored(0.2),
                                "wer",
                                Score.Skipped.lacking(List.of("ground_truth"), "none \"sent\""))),
                ended("0123456789ac", 4, request("s", sample("?", "a")), result("wer", new Score.Failed("silence"))),
                open("0123456789ad", JobStatus.QUEUED, request("s", sample("waits", "a")))));

        Page page = slice.get(PATH);

        assertThat(page.body())
                .contains("<html", "<tr id=\"call-0123456789ab\">", "href=\"" + PATH + "/0123456789ab\"")
                .contains("When &lt;b&gt;?</bdi>", ">#3<", ">row-17<", "score level-1\">0.20<", ">840 ms<")
                .contains("class=\"no-score skipped\" title=\"none &quot;sent&quot;\"")
                .contains("chip bad\">failed<", "class=\"no-score failed\" title=\"silence\"", "chip live\">queued<")
                .contains(">4 in all<", "worst first, by the mean of all scores", "data-page=\"" + PATH + "\"")
                .doesNotContain("No call", "class=\"pager\"", "Clear<");
    }

    @Test
    void marksACallOfWhichOnlyPartHasAScore() {
        found(List.of(ended(
                "0123456789ab",
                3,
                request("s", sample("q", "a")),
                result("faithfulness", scored(1), "wer", new Score.Failed("silence")))));

        assertThat(slice.get(PATH).body())
                .contains("title=\"wer: silence\">partly failed<")
                .doesNotContain("chip bad");
    }

    @Test
    void givesTheReportTheTableAlone() {
        Page fragment = slice.send(visit(PATH).header("HX-Request", "true"));

        assertThat(fragment.body().strip())
                .startsWith("<div id=\"calls-found\" data-live=\"" + PATH + "\"")
                .doesNotContain("<html");
        assertThat(slice.send(chinese(PATH)).body()).contains("lang=\"zh-CN\"");
    }

    @Test
    void asksForTheWorstByTheirMeanWhereNothingElseIsSaid() {
        assertThat(asked("")).isEqualTo(new CallQuery(new RunId("session-s"), CallQuery.MEAN, true, null, null, null));
    }

    @Test
    void asksInTheOrderThatTheUrlSays() {
        assertThat(asked("?order=best").metric())
                .as("an order alone is one by time")
                .isNull();
        assertThat(asked("?sort=mean&order=best").ascending()).isFalse();
        assertThat(asked("?sort=time").metric()).isNull();
        assertThat(asked("?sort=time").ascending()).isFalse();
        assertThat(asked("?sort=time&order=best").ascending()).isTrue();
        assertThat(asked("?sort=faithfulness").metric()).isEqualTo("faithfulness");
        assertThat(asked("?sort=faithfulness").ascending()).isTrue();
        assertThat(asked("?sort=wer").ascending())
                .as("the worst of these is the highest")
                .isFalse();
        assertThat(asked("?sort=wer&order=best").ascending()).isTrue();
    }

    @Test
    void asksForWhatTheFiltersSay() {
        CallQuery query = asked("?only=injected&metric=wer&threshold=0.25&q=%20a%25b%20");

        assertThat(query.only()).isEqualTo(CallQuery.Only.INJECTED);
        assertThat(query.bound()).isEqualTo(new CallQuery.Bound("wer", 0.25, false));
        assertThat(query.text()).isEqualTo("a%b");
        assertThat(asked("?metric=faithfulness&threshold=-1e-2").bound())
                .isEqualTo(new CallQuery.Bound("faithfulness", -0.01, true));
        assertThat(asked("?q=" + "x".repeat(201)).text()).hasSize(200);
    }

    @Test
    void passesOverNonsense() {
        CallQuery query = asked("?sort=nonsense&order=up&only=x&metric=nobody&threshold=abc&after=zz&q=%00");

        assertThat(query.metric()).isEqualTo(CallQuery.MEAN);
        assertThat(query.only()).isNull();
        assertThat(query.bound()).isNull();
        assertThat(query.text()).isNull();
        assertThat(asked("?metric=faithfulness&threshold=NaN").bound()).isNull();
        assertThat(asked("?metric=faithfulness").bound()).isNull();
        assertThat(asked("?threshold=0.5").bound()).isNull();
    }

    @Test
    void keepsTheFiltersInTheFormAndTheLinks() {
        found(List.of(call(1, "q", 0.5)));

        Page page =
                slice.get(PATH + "?q=%22%3Cb%3E%25&metric=faithfulness&threshold=0.5&only=failed&sort=time&order=best");

        String rest = "&amp;only=failed&amp;metric=faithfulness&amp;threshold=0.5&amp;q=%22%3Cb%3E%25";
        assertThat(page.body())
                .contains(
                        "value=\"&quot;&lt;b&gt;%\"", "value=\"0.5\"", "<option value=\"failed\" selected=\"selected\"")
                .contains(
                        "name=\"sort\" value=\"time\"",
                        "name=\"order\" value=\"best\"",
                        "Clear<",
                        "aria-sort=\"ascending\"")
                .contains("href=\"" + PATH + "/000000000001?sort=time&amp;order=best" + rest)
                .contains("href=\"" + PATH + "?sort=faithfulness" + rest, "oldest first");
        assertThat(page.markup()).doesNotContain("<b>");
    }

    @Test
    void saysWhyThereIsNoCall() {
        assertThat(slice.get(PATH).body()).contains("No calls yet.").doesNotContain("<table");
        assertThat(slice.get(PATH + "?only=failed").body()).contains("No call matches.");
        assertThat(slice.get(PATH + "?metric=faithfulness").body())
                .as("half a filter leaves nothing out")
                .contains("No calls yet.");
        assertThat(slice.get(PATH + "?sort=wer").body())
                .contains("No call has a score here yet", "1 of 4 calls have a score in wer");
        assertThat(slice.get(PATH + "?after=0.5:7").body()).contains("No call matches.");
    }

    @Test
    void saysHowManyOfTheLatestCallsWereSearched() {
        reported(Reported.session("s").calls(counts(0, 0, 5_000, 0)));
        assertThat(slice.get(PATH + "?q=x").body()).doesNotContain("Words are looked for");

        reported(Reported.session("s").calls(counts(0, 0, 5_001, 0)));
        assertThat(slice.get(PATH + "?q=x").body()).contains("Words are looked for in the latest 5,000 calls.");
        assertThat(slice.get(PATH).body()).doesNotContain("Words are looked for");
    }

    @Test
    void leadsToTheNextPageOnlyWhereThereIsOne() {
        found(many(1, 50));
        assertThat(slice.get(PATH).body()).contains("call-000000000032").doesNotContain("Next page");

        found(many(1, 51));
        Page page = slice.get(PATH);
        assertThat(page.body()).doesNotContain("call-000000000033", "First page", "Previous page");
        assertThat(page.all("href=\"([^\"]+)\">Next page")).containsExactly(PATH + "?after=0.5%3A50");
        assertThat(slice.get(PATH + "?sort=faithfulness").all("href=\"([^\"]+)\">Next page"))
                .containsExactly(PATH + "?sort=faithfulness&amp;after=0.5%3A50");
        assertThat(slice.get(PATH + "?sort=time").all("href=\"([^\"]+)\">Next page"))
                .containsExactly(PATH + "?sort=time&amp;after=%3A50");
    }

    @Test
    void asksForTheCallsBehindAPlace() {
        found(many(51, 3));

        Page page = slice.get(PATH + "?after=0.5:50");

        verify(calls).find(any(), eq(new Place(0.5, 50)), eq(51));
        assertThat(page.all("href=\"([^\"]+)\">First page")).containsExactly(PATH);
        assertThat(page.all("href=\"([^\"]+)\">Previous page")).containsExactly(PATH + "?before=0.5%3A51");
        assertThat(page.body()).doesNotContain("Next page");
    }

    @Test
    void showsTheCallsBeforeAPlaceInTheOrderOfTheTable() {
        List<ScoreJob> backwards = new ArrayList<>(many(1, 51));
        Collections.reverse(backwards);
        found(backwards);

        Page page = slice.get(PATH + "?before=0.5:52");

        ArgumentCaptor<CallQuery> asked = ArgumentCaptor.forClass(CallQuery.class);
        verify(calls).find(asked.capture(), eq(new Place(0.5, 52)), eq(51));
        assertThat(asked.getValue().ascending()).isFalse();
        assertThat(page.all("<tr id=\"call-([0-9a-f]+)\""))
                .hasSize(50)
                .startsWith("000000000002")
                .endsWith("000000000033");
        assertThat(page.all("href=\"([^\"]+)\">Previous page")).containsExactly(PATH + "?before=0.5%3A2");
    }

    @Test
    void showsTheFirstPageWhereLessThanAPageIsBefore() {
        when(calls.find(any(), eq(new Place(0.5, 52)), anyInt())).thenReturn(many(1, 3));
        when(calls.find(any(), isNull(), anyInt())).thenReturn(many(1, 51));

        Page page = slice.get(PATH + "?before=0.5:52");

        assertThat(page.all("<tr id=\"call-([0-9a-f]+)\"")).hasSize(50).startsWith("000000000001");
        assertThat(page.body()).contains("Next page").doesNotContain("First page", "Previous page");
    }

    @Test
    void answersWithAPageWhereThereIsNoSuchRun() {
        Page page = slice.get("/runs/session-nobody/calls");

        assertThat(page.status()).isEqualTo(404);
        assertThat(page.body()).contains("There is nothing here");
    }
}
