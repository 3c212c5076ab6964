package dev.marksheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The pages as a browser without scripts would get them. */
class PageTests extends RunningService {

    private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";

    private HttpResponse<String> page(String path, String... headers) {
        String[] all = new String[headers.length + 2];
        all[0] = "Accept";
        all[1] = BROWSER;
        System.arraycopy(headers, 0, all, 2, headers.length);
        return client.get(path, all);
    }

    @Test
    void listsRunsWithLinksToTheirReports() {
        client.ended(client.submit(call("listed")));

        assertThat(page("/").body()).contains("href=\"/runs/session-listed\"");
    }

    @Test
    void showsAFriendlyPageForAnUnknownRun() {
        for (String path : new String[] {"/runs/session-nobody", "/runs/%3Cscript%3E", "/nothing/here"}) {
            HttpResponse<String> response = page(path);

            assertThat(response.statusCode()).as(path).isEqualTo(404);
            assertThat(response.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
            assertThat(response.body())
                    .contains("There is nothing here", "href=\"/\"")
                    .doesNotContain("<script>");
        }
    }

    @Test
    void answersProgramsWithProblemsAndNeverWithPages() {
        assertThat(page("/api/runs/session-nobody").headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        assertThat(page("/api/nothing").headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(client.get("/nothing/here").headers().firstValue("Content-Type"))
                .contains("application/problem+json");
    }

    @Test
    void speaksTheLanguageThatTheBrowserAsksFor() {
        assertThat(page("/", "Accept-Language", "fr, zh-TW;q=0.8, en;q=0.5").body())
                .contains("lang=\"zh-CN\"", "运行列表");
        assertThat(page("/", "Accept-Language", "de").body()).contains("lang=\"en\"", "Runs");
    }

    @Test
    void keepsTheChosenLanguageAndTheme() {
        HttpResponse<String> chosen = page("/?lang=zh&theme=dark", "Accept-Language", "en");

        assertThat(chosen.body()).contains("lang=\"zh-CN\"", "data-theme=\"dark\"");
        assertThat(chosen.headers().allValues("Set-Cookie"))
                .anyMatch(cookie -> cookie.startsWith("lang=zh;"))
                .anyMatch(cookie -> cookie.startsWith("theme=dark;"));
        assertThat(page("/", "Cookie", "lang=zh; theme=light").body())
                .contains("lang=\"zh-CN\"", "data-theme=\"light\"");
        assertThat(page("/?lang=%22%3E&theme=x").body()).contains("lang=\"en\"").doesNotContain("data-theme=\"x");
    }

    @Test
    void forbidsEverythingThatStandsInThePageItself() {
        HttpResponse<String> response = page("/");

        assertThat(response.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .contains(
                                "default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'")
                        .doesNotContain("unsafe"));
        assertThat(markup(response.body())).doesNotContainPattern("(?i)<[^>]+ style=|<style|<[^>]+ on[a-z]+=");
    }

    @Test
    void servesEveryAssetThatItNamesFromItself() {
        Matcher asset = Pattern.compile("(?:src|href)=\"([^\"#?]+\\.(?:js|css|svg))[^\"]*\"")
                .matcher(page("/").body());
        int count = 0;
        while (asset.find()) {
            assertThat(asset.group(1)).startsWith("/");
            assertThat(client.get(asset.group(1)).statusCode())
                    .as(asset.group(1))
                    .isEqualTo(200);
            count++;
        }
        assertThat(count).isGreaterThanOrEqualTo(4);
        assertThat(client.get("/webjars/picocss__pico/css/pico.min.css").statusCode())
                .isEqualTo(200);
        assertThat(client.get("/webjars/picocss__pico/css/pico.min.css")
                        .headers()
                        .firstValue("Cache-Control"))
                .contains("max-age=600");
    }

    @Test
    void showsAReportWithoutScripts() {
        for (int i = 0; i < 6; i++) {
            client.ended(client.submit(call("reported")));
        }
        String body = page("/runs/session-reported").body();

        assertThat(body)
                .contains("reported", "faithfulness", "context_recall", "6 scored", "no LLM judged these calls")
                .contains("What to do", "Nothing stands out as wrong", "Histogram of faithfulness")
                .contains("href=\"/api/runs/session-reported/scores.csv\"");
    }

    @Test
    void hasAHintForEveryMetric() {
        ResourceBundle words = ResourceBundle.getBundle("web.messages", Locale.ENGLISH);

        JsonNode metrics = client.read("/api/metrics").get("metrics");

        assertThat(metrics).hasSizeGreaterThan(20);
        assertThat(metrics)
                .allMatch(metric ->
                        words.containsKey("metric." + metric.get("name").asString()));
    }

    @Test
    void saysWhatChangedInTheAdvice() {
        for (int i = 0; i < 5; i++) {
            client.ended(client.submit(call("changing")));
        }
        for (int i = 0; i < 8; i++) {
            client.ended(client.submit(call("changing", "answer", "Bananas are yellow and grow in the tropics.")));
        }

        assertThat(page("/runs/session-changing").body()).containsPattern("class=\"chip news\">[^<]+ call \\d+<");
    }

    @Test
    void servesEveryFragmentOfAReportAtAUrlOfItsOwn() {
        client.ended(client.submit(call("fragments")));
        String report = page("/runs/session-fragments").body();

        for (String name : List.of("head", "advice", "charts", "summary")) {
            HttpResponse<String> fragment = client.get("/runs/session-fragments/" + name);
            assertThat(fragment.statusCode()).as(name).isEqualTo(200);
            assertThat(fragment.body())
                    .as(name)
                    .startsWith("<section id=\"" + name + "\"")
                    .doesNotContain("<html");
            assertThat(report).contains("<section id=\"" + name + "\"");
        }
        assertThat(page("/runs/session-nobody/head").statusCode()).isEqualTo(404);
    }

    /** A page without the values of its attributes. */
    private static String markup(String page) {
        return page.replaceAll("\"[^\"]*\"", "\"\"");
    }

    @Test
    void showsWordsOfUsersAsWords() {
        String nasty = "<script>alert(1)</script>\"><img src=x onerror=alert(2)>\u202Etxt.exe";
        JsonNode accepted = client.submit(call(nasty, "question", nasty));
        client.ended(accepted);
        String run = accepted.get("report_url").asString();

        for (String path : List.of("/", run, run + "/head", run + "/advice", run + "/charts", run + "/summary")) {
            assertThat(markup(page(path).body()))
                    .as(path)
                    .doesNotContain("<script>alert", "<img")
                    .doesNotContainPattern("(?i)<[^>]+ onerror=");
        }
    }
}
