package dev.marksheet.web.runs;

import static dev.marksheet.session.CallCounts.counts;
import static dev.marksheet.web.PageSlice.chinese;
import static dev.marksheet.web.PageSlice.visit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.marksheet.access.Callers;
import dev.marksheet.job.DefaultRequests;
import dev.marksheet.metric.MetricCatalog;
import dev.marksheet.query.RunFilter.State;
import dev.marksheet.query.RunList;
import dev.marksheet.query.RunQuery;
import dev.marksheet.query.RunQuery.Place;
import dev.marksheet.query.RunQuery.Sort;
import dev.marksheet.query.SessionQueries;
import dev.marksheet.query.Tag;
import dev.marksheet.session.Judging;
import dev.marksheet.session.Reported;
import dev.marksheet.session.SessionReport;
import dev.marksheet.session.Usage;
import dev.marksheet.session.access.Role;
import dev.marksheet.session.text.Language;
import dev.marksheet.web.Page;
import dev.marksheet.web.PageSlice;
import dev.marksheet.web.gate.GatePanel.Mark;
import dev.marksheet.web.gate.GatePanels;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

class RunListPageTests {

    private static final Instant NOW = Reported.FINISHED.plusSeconds(12);
    private static final String HOSTILE = "<script>alert(1)</script>\"><img src=x onerror=alert(2)>";

    private final RunList runs = mock(RunList.class);
    private final SessionQueries sessions = mock(SessionQueries.class);
    private final MetricCatalog catalog = mock(MetricCatalog.class);
    private final GatePanels gates = mock(GatePanels.class);
    private final DefaultRequests requests = mock(DefaultRequests.class);
    private final PageSlice slice = PageSlice.of(new RunListController(
            sessions, new RunLists(runs, catalog, gates, Clock.fixed(NOW, ZoneOffset.UTC)), requests));

    RunListPageTests() {
        when(catalog.defaults()).thenReturn(List.of("faithfulness", "context_recall"));
        when(requests.judgeModel()).thenReturn("local");
        lists(null);
    }

    private void lists(@Nullable Place next, Reported... shown) {
        List<SessionReport> reports =
                List.of(shown).stream().map(Reported::report).toList();
        when(runs.page(any(), anyInt())).thenReturn(new RunList.Page(reports, next));
        reports.forEach(report -> when(sessions.ofRun(report.run().value())).thenReturn(Optional.of(report)));
    }

    /** What the list was asked for by the latest request. */
    private RunQuery asked() {
        ArgumentCaptor<RunQuery> query = ArgumentCaptor.forClass(RunQuery.class);
        verify(runs).page(query.capture(), anyInt());
        return query.getValue();
    }

    @Test
    void showsHowToBeginWhereThereIsNoRun() {
        Page page = slice.get("/");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
        assertThat(page.body())
                .contains("No calls yet", "my-first", "http://localhost/api/score/session_async", "judge.model=")
                .doesNotContain("<table", "class=\"filters\"", "<details");
    }

    @Test
    void proposesACallInTheLanguageOfTheVisitor() {
        assertThat(slice.send(chinese("/")).body())
                .contains("lang=\"zh-CN\"", "我的第一个会话", "图书馆几点开门？", "运行列表")
                .doesNotContain("my-first");
        assertThat(slice.get("/?lang=zh").body()).contains("lang=\"zh-CN\"");
        assertThat(slice.send(chinese("/?lang=en")).body()).contains("lang=\"en\"", "No calls yet");
        assertThat(slice.send(chinese("/?lang=fr")).body())
                .as("no language of ours chooses nothing")
                .contains("lang=\"zh-CN\"");
    }

    @Test
    void namesTheModelThatMarksInsteadOfHowToSetOne() {
        when(requests.judgeModel()).thenReturn("<b>gpt</b>");

        assertThat(slice.get("/").body())
                .contains("&lt;b&gt;gpt&lt;/b&gt;")
                .doesNotContain("<b>gpt", "--marksheet.judge.model");
    }

    @Test
    void showsARunWithItsFiguresAndTheWayToItsReport() {
        lists(
                null,
                Reported.session("s1")
                        .calls(counts(1, 0, 2, 1))
                        .scores("faithfulness", 0, 1)
                        .failedScore("faithfulness"));

        assertThat(slice.get("/").body())
                .contains("<tr id=\"session-s1\">", "href=\"/runs/session-s1\"", ">s1</bdi>")
                .contains(">0.50<", "2 scored, 1 failed, 0 skipped", "level-3")
                .contains("<span>3</span><span class=\"muted\">/4</span>", "width=\"75.0\"", ">1 failed<")
                .contains(">live<", "1 of 3 scores failed", ">local<", ">English<")
                .contains("datetime=\"2026-07-01T11:00:00Z\"", ">12s ago<")
                .contains("data-version=\"" + NOW.toEpochMilli() + "\"", "<details class=\"first more\"")
                .doesNotContain("No calls yet");
    }

    @Test
    void saysThatARunIsDoneAndHowManyOfItsCallsHaveAScore() {
        lists(null, Reported.session("done"), Reported.session("none").calls(counts(0, 0, 0, 0)));

        Page english = slice.get("/");
        assertThat(english.body())
                .contains("done · 2/2 scored", "datetime=\"2026-07-01T10:00:00Z\"")
                .doesNotContain("done · 0/0", ">idle<", "class=\"mini\"");
        assertThat(slice.send(chinese("/")).body()).contains("已完成 · 2/2 已打分");
    }

    @Test
    void showsAHeldRunAndOneWithErrorsAsSuch() {
        lists(
                null,
                Reported.session("held").calls(counts(2, 0, 1, 0)).budget(1, 1),
                Reported.session("errors").calls(counts(0, 0, 1, 1)));

        assertThat(slice.get("/").all("class=\"chip (held|errors|live|idle)\"")).containsExactly("held", "errors");
    }

    @Test
    void showsLabelsPinsAndTheVerdictOfTheGate() {
        Reported run = Reported.session("g").label("git sha", "a&1").pinned().judges("gpt-x", "local");
        lists(null, run);
        when(gates.mark(any(), any())).thenReturn(new Mark("fail", "✗", "FAIL"));

        assertThat(slice.get("/").body())
                .contains("href=\"/?label=git%20sha%3Aa%261\"", "<bdi>a&amp;1</bdi>", ">pinned<")
                .contains("gate-mark fail", ">✗<", ">FAIL<", ">gpt-x, local<");
        verify(gates).mark(run.report(), Language.EN);
        slice.send(chinese("/"));
        verify(gates).mark(run.report(), Language.ZH);
    }

    @Test
    void showsWhatARunHasCostAndHidesTheColumnWhereNobodyKnows() {
        Judging priced =
                new Judging(Map.of("faithfulness", Usage.of(3, 0, 100, 10).costing(0.01234)), Map.of(), Usage.NONE);
        lists(null, Reported.session("free"));
        assertThat(slice.get("/").body()).contains("<table class=\"runs unpriced\">");

        lists(null, Reported.session("priced").judging(priced));
        assertThat(slice.get("/").body()).contains("<table class=\"runs\">").contains("cost\">0.0123<");
    }

    @Test
    void showsWordsOfUsersAsWords() {
        lists(
                null,
                Reported.session(HOSTILE).label(HOSTILE, HOSTILE).judges(HOSTILE),
                Reported.session("named").called(HOSTILE));

        for (String path : List.of("/", "/?group=%3Cscript%3E&q=%22%3E%3Cimg&label=%3Cimg%3E:%3Cscript%3E")) {
            Page page = slice.get(path);
            assertThat(page.body()).as(path).contains("&lt;script&gt;alert(1)&lt;/script&gt;");
            assertThat(page.markup()).as(path).doesNotContain("<script>", "<img", "onerror=alert(2)>\"");
        }
    }

    @Test
    void keepsBothEndsOfALongName() {
        String name = "ci/github.com/" + "x".repeat(100) + "/rag-v4-reranked";
        lists(null, Reported.session(name));

        assertThat(slice.get("/").body())
                .contains("title=\"" + name + "\"")
                .containsPattern(">ci/github.com/x{37}…x{20}/rag-v4-reranked</bdi>");
    }

    @Test
    void asksForTheLatestRunsOfAllSessions() {
        slice.get("/");

        RunQuery query = asked();
        verify(runs).page(query, 50);
        assertThat(query.sort()).isEqualTo(Sort.LATEST);
        assertThat(query.reversed()).isFalse();
        assertThat(query.after()).isNull();
        assertThat(query.filter().state()).isEqualTo(State.ALL);
        assertThat(query.filter().labels()).isEmpty();
        assertThat(query.filter().since()).isNull();
        assertThat(query.filter().prefix()).isNull();
    }

    @Test
    void asksForWhatTheUrlSays() {
        slice.get(
                "/?q=bot%25&state=errors&sort=faithfulness&order=reversed&since=7d&label=git:a:b&key=0.5&after=session-x");

        RunQuery query = asked();
        assertThat(query.filter().text()).isEqualTo("bot%");
        assertThat(query.filter().state()).isEqualTo(State.ERRORS);
        assertThat(query.filter().labels()).containsExactly(new Tag("git", "a:b"));
        assertThat(query.filter().since()).isEqualTo(NOW.minus(Duration.ofDays(7)));
        assertThat(query.sort()).isEqualTo(Sort.METRIC);
        assertThat(query.metric()).isEqualTo("faithfulness");
        assertThat(query.reversed()).isTrue();
        assertThat(query.after()).isEqualTo(new Place("0.5", "session-x"));
    }

    @Test
    void takesNonsenseInTheUrlForNothing() {
        slice.get("/?q=%20&state=%22%3E&sort=%27;--&order=up&since=8d&label=%20&key=abc&after=x");

        RunQuery query = asked();
        assertThat(query.filter().state()).isEqualTo(State.ALL);
        assertThat(query.filter().since()).isNull();
        assertThat(query.filter().labels()).isEmpty();
        assertThat(query.sort()).isEqualTo(Sort.LATEST);
        assertThat(query.reversed()).isFalse();
        assertThat(query.after()).isNull();
    }

    @Test
    void showsAVisitorWithAPrefixOnlyItsSessions() {
        slice.as(Callers.holding(Role.READ, "team-a/"), visit("/"));

        assertThat(asked().filter().prefix()).isEqualTo("team-a/");
    }

    @Test
    void offersTheFormOnlyToThoseWhoMaySend() {
        assertThat(slice.get("/").body()).contains("action=\"/calls\"").doesNotContain("Signed in", "href=\"/keys\"");
        assertThat(slice.as(Callers.holding(Role.READ), visit("/")).body())
                .contains("Signed in as ci", "href=\"/datasets\"", "my-first")
                .doesNotContain("action=\"/calls\"", "href=\"/keys\"");
        assertThat(slice.as(Callers.holding(Role.REVIEW, "a"), visit("/")).body())
                .contains("action=\"/calls\"")
                .doesNotContain("href=\"/datasets\"", "href=\"/keys\"");
        assertThat(slice.as(Callers.holding(Role.ADMIN), visit("/")).body()).contains("href=\"/keys\"");
    }

    @Test
    void saysThatNoRunIsLikeWhatWasAskedFor() {
        Page page = slice.get("/?q=nobody-is-called-so&state=idle&since=1d");

        assertThat(page.body())
                .contains("No run is like that", "value=\"nobody-is-called-so\"")
                .contains("name=\"state\" value=\"idle\"", "name=\"since\" value=\"1d\"")
                .doesNotContain("No calls yet", "<table", "name=\"sort\"");
    }

    @Test
    void leadsToTheNextPageAndBackToTheFirst() {
        lists(new Place("17", "session-z"), Reported.session("a"));

        assertThat(slice.get("/?sort=calls").all("href=\"([^\"]+)\">Next page"))
                .containsExactly("/?sort=calls&amp;key=17&amp;after=session-z");
        Page second = slice.get("/?sort=calls&key=20&after=session-b");
        assertThat(second.all("href=\"([^\"]+)\">First page")).containsExactly("/?sort=calls");
        lists(null, Reported.session("a"));
        assertThat(slice.get("/").body()).doesNotContain("Next page", "First page");
    }

    @Test
    void turnsTheOrderRoundWhereTheListIsInItAlready() {
        lists(null, Reported.session("a").scores("faithfulness", 1));

        assertThat(slice.get("/?sort=name").body())
                .contains("aria-sort=\"ascending\"", "href=\"/?sort=name&amp;order=reversed\"");
        assertThat(slice.get("/?sort=name&order=reversed").body())
                .contains("aria-sort=\"descending\"", "href=\"/?sort=name\"");
        assertThat(slice.get("/?sort=calls").body()).contains("aria-sort=\"descending\"");
        assertThat(slice.get("/?sort=faithfulness").body())
                .contains("aria-sort=\"ascending\"", "href=\"/?sort=faithfulness&amp;order=reversed\"");
    }

    @Test
    void showsSixMetricsAndTheRestWhenAsked() {
        Reported many = Reported.session("many");
        for (int i = 1; i <= 6; i++) {
            many.scores("m" + i, 1);
        }
        many.scores("context_recall", 1).scores("faithfulness", 1);
        lists(null, many);
        String column = "title=\"Order by ([a-z0-9_]+),";

        Page few = slice.get("/");
        assertThat(few.all(column)).containsExactly("faithfulness", "context_recall", "m1", "m2", "m3", "m4");
        assertThat(few.body())
                .contains("Show 2 more metrics", "href=\"/?columns=all\"")
                .contains("data-reload=\"/runs/rows?columns=faithfulness,context_recall,m1,m2,m3,m4\"");
        assertThat(slice.get("/?columns=all").all(column)).hasSize(8).endsWith("m5", "m6");
        assertThat(slice.get("/?sort=m6").all(column)).hasSize(7).endsWith("m4", "m6");
    }

    @Test
    void hasNoColumnForMoreThanFortyMetrics() {
        Reported many = Reported.session("many");
        IntStream.range(0, 45).forEach(i -> many.scores("m" + i, 1));
        lists(null, many);

        assertThat(slice.get("/?columns=all").all("title=\"Order by ([a-z0-9_]+),"))
                .hasSize(40);
    }

    @Test
    void putsRunsOfOneLabelTogether() {
        lists(
                null,
                Reported.session("a").label("git", "one"),
                Reported.session("b").label("team", "x"),
                Reported.session("c").label("git", "one"));

        Page page = slice.get("/?group=git");
        assertThat(page.all("<tr id=\"(session-[^\"]+)\"")).containsExactly("session-a", "session-c", "session-b");
        assertThat(page.all("rowgroup\" colspan=\"99\"><bdi>([^<]+)<")).containsExactly("git: one", "git: —");
        assertThat(page.body())
                .contains(
                        "href=\"/\">Not grouped",
                        "href=\"/?group=team\">by team",
                        "href=\"/?group=git\" aria-current=\"true\"")
                .contains("name=\"group\" value=\"git\"", ">Runs: 2<");
        assertThat(slice.get("/").body()).doesNotContain("rowgroup");
    }

    @Test
    void keepsTheLabelThatWasAskedForAndLeadsAwayFromIt() {
        lists(null, Reported.session("a"));

        assertThat(slice.get("/?label=git:one&q=x").body())
                .contains("<bdi>git:one</bdi>", "name=\"label\" value=\"git:one\"", "class=\"chip\" href=\"/?q=x\"");
    }

    @Test
    void loadsEveryRowThatChangedOnce() {
        lists(null, Reported.session("a").scores("faithfulness", 1), Reported.session("b"));

        Page rows = slice.get("/runs/rows?columns=faithfulness,exact_match"
                + "&run=session-b&run=session-a&run=session-nobody&run=session-b");

        assertThat(rows.all("<tr id=\"(session-[^\"]+)\"")).containsExactly("session-b", "session-a");
        assertThat(rows.all("data-label=\"([a-z_]+)\""))
                .containsExactly("faithfulness", "exact_match", "faithfulness", "exact_match");
        assertThat(rows.body().strip()).startsWith("<tr id").contains(">1.00<").doesNotContain("<table", "<html");
    }

    @Test
    void answersWithNoRowWhereNoneWasAskedFor() {
        assertThat(slice.get("/runs/rows").body()).isBlank();
        assertThat(slice.get("/runs/rows").status()).isEqualTo(200);
    }

    @Test
    void loadsNoMoreRowsThanAPageHasAndNoMoreColumns() {
        lists(null, Reported.session("a"));
        String runs = IntStream.range(0, 51).mapToObj(i -> "run=session-" + i).collect(Collectors.joining("&"));
        slice.get("/runs/rows?" + runs);
        verify(sessions, times(50)).ofRun(anyString());
        verify(sessions, never()).ofRun("session-50");

        String columns = IntStream.range(0, 41).mapToObj(i -> "m" + i).collect(Collectors.joining(","));
        assertThat(slice.get("/runs/rows?run=session-a&columns=" + columns).all("data-label=\"(m\\d+)\""))
                .hasSize(40)
                .endsWith("m39");
    }
}
