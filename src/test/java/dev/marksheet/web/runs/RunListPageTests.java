package dev.marksheet.web.runs;

import static dev.marksheet.session.CallCounts.counts;
import static dev.marksheet.web.PageSlice.chinese;
import static dev.marksheet.web.PageSlice.visit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.marksheet.access.Callers;
import dev.marksheet.session.Judging;
import dev.marksheet.session.Reported;
import dev.marksheet.session.Usage;
import dev.marksheet.session.access.Role;
import dev.marksheet.session.text.Language;
import dev.marksheet.web.Page;
import dev.marksheet.web.gate.GatePanel.Mark;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RunListPageTests extends RunListSlice {
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
    void namesEveryLanguageInWhichARunWasMarked() {
        lists(null, Reported.session("both").calls(counts(0, 0, 3, 0)).chinese(1));

        assertThat(slice.get("/").body()).contains(">English, Chinese<");
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
}
