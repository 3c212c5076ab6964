package dev.marksheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
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

    /** A page without the values of its attributes. */
    private static String markup(String page) {
        return page.replaceAll("\"[^\"]*\"", "\"\"");
    }
}
