package dev.marksheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ExportTests extends RunningService {

    @Test
    void keepsAFileOfASessionInAnyScriptUnderTheSessionsName() {
        String session = "客服 每夜/v1";
        String run = client.ended(client.submit(call(session))).get("run_id").asString();

        for (String path : List.of("/api/runs/" + run + "/scores.csv", "/runs/" + run + "/export.html")) {
            assertThat(client.get(path)
                            .headers()
                            .firstValue("Content-Disposition")
                            .orElseThrow())
                    .startsWith("attachment; filename=\"" + run)
                    .contains("; filename*=UTF-8''%E5%AE%A2%E6%9C%8D%20%E6%AF%8F%E5%A4%9C-v1");
        }
        assertThat(client.get("/api/runs/" + run + "/summary.md")
                        .headers()
                        .firstValue("Content-Disposition")
                        .orElseThrow())
                .startsWith("inline; ")
                .endsWith("v1-summary.md");
    }

    @Test
    void aReportIsOneFileThatNeedsNoService() {
        JsonNode job =
                client.ended(client.submit(call("kept", "question", "</script><script>alert(1)</script> $1 \\")));
        String id = job.get("job_id").asString();

        HttpResponse<String> file = client.get("/runs/session-kept/export.html");

        assertThat(file.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"session-kept.html\"");
        assertThat(file.body())
                .contains(
                        "id=\"detail-" + id + "\"", "href=\"#detail-" + id + "\"", "id=\"" + id + "-q-faithfulness-1\"")
                .contains("script-src 'sha256-", "window.Chart", "@layer pico", "&lt;/script&gt;&lt;script&gt;alert(1)")
                .doesNotContain("<script>alert", "href=\"/", "src=\"", "hx-get", "@import", "<!--style-->");
    }

    @Test
    void thereIsNoFileOfAnUnknownRun() {
        HttpResponse<String> response = client.get("/runs/session-nobody/export.html", "Accept", "text/html");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.headers().firstValue("Content-Disposition")).isEmpty();
    }
}
