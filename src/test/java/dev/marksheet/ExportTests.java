package dev.marksheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ExportTests extends RunningService {

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
}
