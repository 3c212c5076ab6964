package dev.marksheet.judge.llm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.ServiceClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Below a path of its own, and below the prefix that a proxy tells of: no link leads out of there. */
class ProxyTests {

    private static final Pattern LINK = Pattern.compile("(?:href|src|action|data-[a-z-]+)=\"(/[^\"]*)\"");

    @Test
    void everyLinkStaysBelowThePrefix(@TempDir Path outputs) {
        try (ServiceOnEndpoint service = ServiceOnEndpoint.withoutEndpoint(
                outputs, "--server.servlet.context-path=/inner", "--server.forward-headers-strategy=framework")) {
            ServiceClient client = service.client();
            JsonNode accepted = assertAccepted(client);
            assertPages(client, "/runs/" + accepted.get("run_id").asString());
            assertThat(client.get("/inner/openapi.json", "X-Forwarded-Prefix", "/marks")
                            .body())
                    .contains("\"url\":\"/marks\"");
            assertThat(client.get("/inner/api/nothing", "Accept", "text/html")
                            .headers()
                            .firstValue("Content-Type"))
                    .contains("application/problem+json");
            assertThat(client.get("/inner/judge/exam", "Accept", "text/html", "X-Forwarded-Prefix", "/marks")
                            .headers()
                            .firstValue("Location")
                            .orElse(""))
                    .contains("/marks/judge");
        }
    }

    private static JsonNode assertAccepted(ServiceClient client) {
        Map<String, Object> call = Map.of("session_id", "a/b", "question", "When?", "answer", "At nine.");
        HttpResponse<String> accepted =
                client.post("/inner/api/score/session_async", call, "X-Forwarded-Prefix", "/marks");
        JsonNode body = ServiceClient.json(accepted);
        assertThat(accepted.headers().firstValue("Location"))
                .contains("/marks/api/score/session/jobs/" + body.get("job_id").asString());
        assertThat(body.get("session_url").asString()).isEqualTo("/marks/api/score/sessions/a%2Fb");
        assertThat(body.get("report_url").asString()).startsWith("/marks/runs/");
        client.ended(ServiceClient.json(client.post("/inner/api/score/session_async", call, "Accept", "*/*")));
        return body;
    }

    private static void assertPages(ServiceClient client, String run) {
        for (String page : List.of("/", run, "/judge", "/webhooks", "/docs", "/nothing")) {
            assertBelow("/inner", client.get("/inner" + page, "Accept", "text/html"));
            assertBelow("/marks", client.get("/inner" + page, "Accept", "text/html", "X-Forwarded-Prefix", "/marks"));
        }
    }

    private static void assertBelow(String prefix, HttpResponse<String> page) {
        List<String> links =
                LINK.matcher(page.body()).results().map(link -> link.group(1)).toList();
        assertThat(links)
                .as(page.uri().toString())
                .hasSizeGreaterThan(5)
                .allMatch(link -> link.startsWith(prefix + "/") || link.equals(prefix));
    }
}
