package dev.marksheet.web.report;

import static dev.marksheet.web.PageSlice.chinese;
import static dev.marksheet.web.PageSlice.visit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.when;

import dev.marksheet.access.Callers;
import dev.marksheet.query.ScoredCall;
import dev.marksheet.report.RunFiles;
import dev.marksheet.session.AdviceCard;
import dev.marksheet.session.JobId;
import dev.marksheet.session.Reported;
import dev.marksheet.session.RunId;
import dev.marksheet.session.access.Role;
import dev.marksheet.session.text.Language;
import dev.marksheet.web.Page;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunPageTests extends ReportSlice {
    @Test
    void showsTheWholeReport() {
        Page page = slice.get(PATH);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains(
                        "<title>s · Marksheet</title>",
                        "data-events=\"/api/runs/session-s/events\"",
                        "data-version=\"7\"")
                .contains("The verdict.", ">2m ago<", "0.50", ">2 scored<", "Histogram of faithfulness")
                .contains("href=\"/api/runs/session-s/scores.csv\"", "href=\"/runs/session-s/export.html\"")
                .contains(
                        "What to do",
                        "No calls yet.",
                        "Settings and actions",
                        "/webjars/chart.js/dist/chart.umd.min.js");
        for (String part : List.of("head", "gate", "advice", "charts", "calls", "summary")) {
            assertThat(page.body()).contains("<section id=\"" + part + "\"");
        }
    }

    @Test
    void servesEveryFragmentAtAnAddressOfItsOwn() {
        for (String part : List.of("head", "advice", "charts", "summary")) {
            Page fragment = slice.get(PATH + "/" + part);

            assertThat(fragment.status()).as(part).isEqualTo(200);
            assertThat(fragment.body().strip())
                    .as(part)
                    .startsWith("<section id=\"" + part + "\" data-live=\"" + PATH + "/" + part + "\"")
                    .doesNotContain("<html");
            assertThat(slice.get("/runs/session-nobody/" + part).status())
                    .as(part)
                    .isEqualTo(404);
        }
        assertThat(slice.get("/runs/session-nobody").status()).isEqualTo(404);
    }

    @Test
    void speaksChinese() {
        when(reader.verdict(any(), any()))
                .thenAnswer(call -> call.getArgument(1) == Language.ZH ? "结论。" : "The verdict.");

        assertThat(slice.send(chinese(PATH)).body())
                .contains("lang=\"zh-CN\"", "结论。", "href=\"?lang=en\"")
                .doesNotContain("What to do", "The verdict.");
    }

    @Test
    void offersWhatAVisitorMayDo() {
        assertThat(slice.as(Callers.holding(Role.READ), visit(PATH)).body())
                .contains("The verdict.")
                .doesNotContain("Settings and actions", "/rescore\"", "/delete\"");
        assertThat(slice.as(Callers.holding(Role.REVIEW), visit(PATH)).body())
                .contains("action=\"" + PATH + "/rescore\"", "href=\"" + PATH + "/cancel\"")
                .doesNotContain("/delete\"");
        assertThat(slice.as(Callers.holding(Role.ADMIN), visit(PATH)).body()).contains("href=\"" + PATH + "/delete\"");
    }

    @Test
    void offersToScoreAgainWhatFailed() {
        assertThat(slice.get(PATH).body()).doesNotContain("action=\"" + PATH + "/retry\"");
        reported(Reported.session("s").signal("judge_failed", 5, 3));
        assertThat(slice.get(PATH).body()).contains("action=\"" + PATH + "/retry\"");
    }

    @Test
    void namesTheRunThatIsScoredAnewSoThatTheNameStaysLegal() {
        reported(Reported.session("x".repeat(200)));

        assertThat(slice.get(PATH).all("name=\"session_id\" required maxlength=\"200\" value=\"([^\"]+)\""))
                .containsExactly("x".repeat(100) + "-again");
    }

    @Test
    void drawsTheLatestCallsAndLinksThem() {
        reported(Reported.session("s").scores("faithfulness", 0.25).scores("context_recall", 0.75));
        JobId job = new JobId("0123456789ab");
        when(calls.latest(new RunId("session-s"), "faithfulness", 200))
                .thenReturn(List.of(new ScoredCall(81, 3, job, 0.25)));
        when(calls.latest(new RunId("session-s"), "context_recall", 200))
                .thenReturn(List.of(new ScoredCall(81, 3, job, 0.75)));

        Page charts = slice.get(PATH + "/charts");

        assertThat(charts.body())
                .contains("Single calls: the latest 200.", "data-calls=\"" + PATH + "/calls/\"")
                .contains("href=\"" + PATH + "/calls/0123456789ab\">#3<", "score level-1\">0.25<", ">0.75<")
                .contains(
                        "<div class=\"strayed\">",
                        "&quot;values&quot;:[0.25]",
                        "&quot;jobs&quot;:[&quot;0123456789ab&quot;]")
                .doesNotContain("id=\"chart-radar\"");
        assertThat(charts.all("<dt><strong>(\\d)</strong>")).containsExactly("0", "0", "1", "0");
    }

    @Test
    void drawsTheOverviewFromThreeMetricsOn() {
        reported(Reported.session("s").scores("a", 1).scores("b", 1).scores("c", 1));

        assertThat(slice.get(PATH + "/charts").body())
                .contains("id=\"chart-radar\"")
                .doesNotContain("chart-quadrants");
    }

    @Test
    void drawsNothingWhereNothingIsScored() {
        reported(Reported.session("s"));

        assertThat(slice.get(PATH + "/charts").body()).isBlank();
        assertThat(slice.get(PATH).body()).doesNotContain("id=\"charts\"");
    }

    @Test
    void linksTheCallsThatShowAFindingAsFarAsTheyAreThere() {
        AdviceCard.Text text = new AdviceCard.Text("It <misses> facts", "since it does", List.of("Mend it."));
        Map<Language, AdviceCard.Text> texts = Map.of(Language.EN, text);
        doReturn(List.of(
                        new AdviceCard("missed", "retriever", 2, "sure", 3, 4, List.of(1, 2), texts),
                        new AdviceCard("other", "prompt", 1, "hint", 1, 4, List.of(), texts)))
                .when(reader)
                .advice(any());
        when(calls.ofRows(new RunId("session-s"), List.of(1, 2))).thenReturn(Map.of(2, new JobId("0123456789ab")));

        Page advice = slice.get(PATH + "/advice");

        assertThat(advice.all("<h3>([^<]+)</h3>"))
                .containsExactly("It &lt;misses&gt; facts", "It &lt;misses&gt; facts");
        assertThat(advice.body())
                .contains("href=\"" + PATH + "/calls/0123456789ab\" title=\"session-score-2\">#2<", "Mend it.")
                .contains(
                        "3 of 4 calls where it could show", "chip sure\">sure<", "1 more that the figures do not prove")
                .doesNotContain(">#1<");
    }

    @Test
    void rendersWhatTheJudgeSaysWithoutItsMarkup() {
        reported(Reported.session("s").prose("**Mend** <img src=x> [it](javascript:alert(1)) ![pic](http://x/y)", 2));

        assertThat(slice.get(PATH + "/advice").body())
                .contains("<strong>Mend</strong>", "&lt;img src=x&gt;", "when 2 of the 2 ended calls were there")
                .doesNotContain("<img", "javascript:");
        reported(Reported.session("s"));
        assertThat(slice.get(PATH + "/advice").body()).doesNotContain("What the judge says");
    }

    @Test
    void rendersTheSummaryBelowTheHeadingsOfThePage() {
        when(files.document(new RunId("session-s"), RunFiles.SUMMARY))
                .thenReturn("# Title\n\n<script>x</script>\n\n| a |\n|---|\n| 1 |");

        assertThat(slice.get(PATH + "/summary").body())
                .contains("<h3>Title</h3>", "&lt;script&gt;x", "<td>1</td>")
                .doesNotContain("<script>x");
    }

    @Test
    void showsWordsOfUsersAsWords() {
        when(reader.verdict(any(), any())).thenReturn(HOSTILE);
        when(calls.find(any(), any(), anyInt())).thenReturn(List.of());
        reported(Reported.session(HOSTILE)
                .called(HOSTILE)
                .label(HOSTILE, HOSTILE)
                .judges(HOSTILE, "b")
                .scores("faithfulness", 1)
                .prose(HOSTILE, 1));

        for (String part : List.of("", "/head", "/advice", "/charts")) {
            Page page = slice.get(PATH + part);
            assertThat(page.markup()).as(part).doesNotContain("<script>alert", "<img", "onerror=alert(1)>\"");
        }
        assertThat(slice.get(PATH).body()).contains("&lt;script&gt;alert(2)&lt;/script&gt;");
    }
}
