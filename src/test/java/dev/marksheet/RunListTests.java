package dev.marksheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The run list as a browser without scripts would get it. */
class RunListTests extends RunningService {

    private static final Pattern ROW = Pattern.compile("<tr id=\"(session-[^\"]+)\"");
    private static final Pattern COLUMN = Pattern.compile("title=\"Order by ([a-z_]+),");
    private static final Pattern NEXT = Pattern.compile("href=\"([^\"]+)\">Next page");

    @Test
    void findsRunsByWordsOfTheirSession() {
        score("find-ALPHA-1", "x", "x");
        score("find-beta-1", "x", "x");

        assertThat(runs("/?q=find-alpha")).containsExactly("session-find-ALPHA-1");
        assertThat(runs("/?q=find")).contains("session-find-ALPHA-1", "session-find-beta-1");
        assertThat(runs("/?q=find%25beta"))
                .as("a percent sign is a percent sign")
                .isEmpty();
        assertThat(page("/?q=nobody-is-called-so")).contains("No run is like that", "value=\"nobody-is-called-so\"");
    }

    @Test
    void showsMeansProgressAndTheTimeOfTheLatestCall() {
        score("shown", "x", "x");
        score("shown", "x", "y");

        assertThat(page("/?q=shown"))
                .contains(">0.50<", "0.50 ± 0.50: 2 scored, 0 failed, 0 skipped")
                .contains(">local<", ">English<", "<time data-ago datetime=\"20");
    }

    @Test
    void ordersRunsByNameCallsAndMeans() {
        score("order-b", "x", "y");
        score("order-a", "x", "x");
        score("order-a", "x", "x");

        assertThat(runs("/?q=order-&sort=name")).containsExactly("session-order-a", "session-order-b");
        assertThat(runs("/?q=order-&sort=name&order=reversed")).containsExactly("session-order-b", "session-order-a");
        assertThat(runs("/?q=order-&sort=calls")).containsExactly("session-order-a", "session-order-b");
        assertThat(runs("/?q=order-&sort=exact_match")).containsExactly("session-order-b", "session-order-a");
        assertThat(page("/?q=order-&sort=name")).contains("aria-sort=\"ascending\"");
    }

    @Test
    void showsOnlyRunsInTheChosenState() {
        score("state-idle", "x", "x");

        assertThat(runs("/?q=state-idle&state=idle")).hasSize(1);
        assertThat(runs("/?q=state-idle&state=live")).isEmpty();
        assertThat(runs("/?q=state-idle&state=errors")).isEmpty();
    }

    @Test
    void leafsThroughEveryRunOnce() {
        for (int i = 0; i < 53; i++) {
            score("leaf-%02d".formatted(i), "x", i % 2 == 0 ? "x" : "y");
        }
        for (String sort : List.of("latest", "name", "calls", "exact_match", "faithfulness")) {
            List<String> first = runs("/?q=leaf-&sort=" + sort);
            Matcher next = NEXT.matcher(page("/?q=leaf-&sort=" + sort));
            assertThat(next.find()).as(sort).isTrue();
            List<String> all = new ArrayList<>(first);
            all.addAll(runs(next.group(1).replace("&amp;", "&")));

            assertThat(first).as(sort).hasSize(50);
            assertThat(all).as(sort).hasSize(53).doesNotHaveDuplicates();
        }
    }

    @Test
    void takesNonsenseInTheUrlForNothing() {
        score("nonsense", "x", "x");

        assertThat(runs("/?q=nonsense&state=%22%3E&sort=%27;--&order=up&key=abc&after=x"))
                .containsExactly("session-nonsense");
    }

    @Test
    void loadsAllRowsThatChangedByOneRequest() {
        score("row-a", "x", "x");
        score("row-b", "x", "y");

        HttpResponse<String> rows = client.get("/runs/rows?columns=exact_match,faithfulness"
                + "&run=session-row-a&run=session-row-b&run=session-nobody&run=%22%3E&run=session-row-a");

        assertThat(ROW.matcher(rows.body()).results().map(row -> row.group(1)))
                .containsExactly("session-row-a", "session-row-b");
        assertThat(rows.body())
                .startsWith("<tr id")
                .contains(">1.00<", ">0.00<")
                .doesNotContain("<table");
        assertThat(client.get("/runs/rows").body()).isBlank();
    }

    @Test
    void saysHowManyCallsOfARunThatEndedAreScored() {
        score("done", "x", "x");
        score("done", "x", "x");

        assertThat(page("/?q=done")).contains("done · 2/2 scored").doesNotContain("idle<");
        assertThat(client.get("/?q=done", "Accept-Language", "zh").body()).contains("已完成 · 2/2 已打分");
    }

    @Test
    void showsSixMetricsAndTheRestWhenAsked() {
        List<String> many = List.of(
                "exact_match",
                "string_present",
                "bleu_score",
                "rouge_score",
                "chrf_score",
                "non_llm_string_similarity",
                "faithfulness",
                "context_recall");
        client.ended(client.submit(call("many-columns", "metrics", many)));

        assertThat(columns("/?q=many-columns")).hasSize(6).startsWith("faithfulness", "context_recall");
        assertThat(page("/?q=many-columns")).contains("Show 2 more metrics", "columns=all");
        assertThat(columns("/?q=many-columns&columns=all")).containsExactlyInAnyOrderElementsOf(many);
        String last = columns("/?q=many-columns&columns=all").get(7);
        assertThat(columns("/?q=many-columns&sort=" + last)).hasSize(7).endsWith(last);
    }

    @Test
    void keepsBothEndsOfALongName() {
        String name = "ci/github.com/acme/support-bot/" + "x".repeat(80) + "/nightly-2026-11-26/rag-v4-reranked";
        score(name, "x", "x");

        assertThat(page("/?q=rag-v4-reranked"))
                .contains("title=\"" + name + "\"")
                .containsPattern(">ci/github.com/acme/support-bot/x+…/?[^<]+26/rag-v4-reranked<");
    }

    @Test
    void goesBackNoFurtherThanAsked() {
        score("recent", "x", "x");

        assertThat(runs("/?q=recent&since=1d")).containsExactly("session-recent");
        assertThat(page("/?q=recent&since=7d")).contains("name=\"since\" value=\"7d\"");
        assertThat(runs("/?q=recent&since=99d")).as("nonsense").hasSize(1);
    }

    @Test
    void takesACallFromItsOwnForm() {
        HttpResponse<String> sent = client.submitForm("/calls", form("from-form"), "Sec-Fetch-Site", "same-origin");

        assertThat(sent.statusCode()).isEqualTo(302);
        assertThat(sent.headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/runs/session-from-form"));
        var jobs = client.read("/api/score/sessions/from-form").get("jobs");
        assertThat(jobs).hasSize(1);
        assertThat(jobs.get(0).get("request_summary").get("question").asString())
                .isEqualTo("When does it open?");
    }

    @Test
    void takesNoCallFromAFormOfAnotherSite() {
        for (String[] headers : new String[][] {
            {"Sec-Fetch-Site", "cross-site"},
            {"Sec-Fetch-Site", "same-site"},
            {"Origin", "https://example.org"},
            {"Origin", "null"},
            {}
        }) {
            assertThat(client.submitForm("/calls", form("foreign"), headers).statusCode())
                    .as(String.join(": ", headers))
                    .isEqualTo(403);
        }
        assertThat(client.get("/api/score/sessions/foreign").statusCode()).isEqualTo(404);
    }

    @Test
    void showsAFormThatBreaksARuleAgainWithWhatToChange() {
        Map<String, String> blank = form("blank\u0007");
        blank.put("question", " ");
        blank.put("contexts", "A passage with a \u0000 in it.");

        HttpResponse<String> answer = client.submitForm("/calls", blank, "Sec-Fetch-Site", "same-origin");
        HttpResponse<String> chinese =
                client.submitForm("/calls", form(""), "Sec-Fetch-Site", "same-origin", "Accept-Language", "zh");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("role=\"alert\"", "A call needs a question.", "may not have control characters")
                .contains(
                        "has a character that can’t be kept", ">At nine.</textarea>", "aria-describedby=\"p-question\"")
                .doesNotContain("That did not work");
        assertThat(chinese.statusCode()).isEqualTo(422);
        assertThat(chinese.body()).contains("请填写会话名称", "value=\"When does it open?\"");
        assertThat(client.get("/calls").statusCode()).isEqualTo(302);
    }

    @Test
    void proposesACallInTheVisitorsLanguage() {
        assertThat(page("/")).contains("my-first", "import json, urllib.request", "--marksheet.judge.model=");
        assertThat(client.get("/", "Accept-Language", "zh").body()).contains("我的第一个会话", "图书馆几点开门？");
    }

    private static Map<String, String> form(String session) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("session_id", session);
        fields.put("question", "When does it open?");
        fields.put("answer", "At nine.");
        fields.put("contexts", "It opens at nine.\n\nIt closes at five.");
        fields.put("ground_truth", "At nine.");
        return fields;
    }

    private void score(String session, String answer, String truth) {
        Map<String, Object> call = call(session, "metrics", List.of("exact_match"));
        call.put("answer", answer);
        call.put("ground_truth", truth);
        client.ended(client.submit(call));
    }

    private String page(String path) {
        HttpResponse<String> response = client.get(path, "Accept", "text/html", "Accept-Language", "en");
        assertThat(response.statusCode()).as(path).isEqualTo(200);
        return response.body();
    }

    private List<String> columns(String path) {
        return COLUMN.matcher(page(path))
                .results()
                .map(column -> column.group(1))
                .toList();
    }

    private List<String> runs(String path) {
        Matcher rows = ROW.matcher(page(path));
        List<String> ids = new ArrayList<>();
        while (rows.find()) {
            ids.add(rows.group(1));
        }
        return ids;
    }
}
