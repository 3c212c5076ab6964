package dev.marksheet.judge.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marksheet.ServiceClient;
import dev.marksheet.judge.llm.FakeEndpoint.Response;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The buttons that have calls scored again, as a browser without scripts sends them. */
class AgainPagesTests {

    private static final String OWN = "same-origin";

    @TempDir
    Path outputs;

    private ServiceClient client;

    @Test
    void mendAndScoreAnewByForms() {
        try (FakeEndpoint endpoint = new FakeEndpoint();
                ServiceOnEndpoint service =
                        ServiceOnEndpoint.start(outputs, endpoint.baseUrl(), "--marksheet.judge.max-attempts=1")) {
            client = service.client();
            endpoint.otherwise(request -> Response.of(400, "{\"error\":{\"message\":\"no such deployment\"}}"));
            JsonNode first = client.ended(client.submit(ServiceOnEndpoint.call("pages", 1)));
            client.ended(client.submit(ServiceOnEndpoint.call("pages", 2)));
            endpoint.otherwise(FakeModel::answer);

            mendsOneCall("/runs/session-pages/calls/" + first.get("job_id").asString());
            mendsTheOthers();
            scoresAnew();
            scoresOneCallAnew(first);
        }
    }

    private void mendsOneCall(String page) {
        assertThat(page(page)).contains("action=\"" + page + "/retry\"", "Score again", "id=\"call-menu\"");

        HttpResponse<String> sent = send(page + "/retry", Map.of(), OWN);

        assertThat(sent.statusCode()).isEqualTo(302);
        assertThat(sent.headers().firstValue("Location").orElseThrow()).endsWith(page);
        idle("pages");
        assertThat(page(page)).doesNotContain("/retry\"").contains("Before, it had ended so", "no such deployment");
    }

    private void mendsTheOthers() {
        assertThat(page("/runs/session-pages"))
                .contains("href=\"/runs/session-pages/again\"", "action=\"/runs/session-pages/retry\"", "Score 1 again")
                .contains("value=\"pages-again\"", "/runs/session-pages/cancel", "/runs/session-pages/delete");
        assertThat(page("/runs/session-pages/export.html").contains("<form")).isFalse();
        assertThat(page("/runs/session-pages/again")).contains("Score 1 again");

        assertThat(send("/runs/session-pages/retry", Map.of(), OWN).statusCode())
                .isEqualTo(302);

        idle("pages");
        assertThat(client.read("/api/score/sessions/pages")
                        .at("/status_counts/completed")
                        .asInt())
                .isEqualTo(2);
        assertThat(page("/runs/session-pages/again")).contains("Nothing has failed");
    }

    private void scoresAnew() {
        String path = "/runs/session-pages/rescore";
        Map<String, String> order = Map.of("session_id", "anew", "metrics", "faithfulness", "judge_model", "other");
        HttpResponse<String> asked = send(path + "?dry_run=true", order, OWN);
        assertThat(asked.body()).contains("2 calls by other: about 4 requests", "no price is configured");

        HttpResponse<String> sent = send(path, order, OWN);

        assertThat(sent.headers().firstValue("Location").orElseThrow()).endsWith("/runs/session-anew");
        JsonNode anew = await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> client.read("/api/score/sessions/anew"),
                        session -> session.at("/status_counts/completed").asInt() == 2);
        String call = "/runs/session-anew/calls/" + anew.at("/jobs/0/job_id").asString();
        assertThat(page(call))
                .contains("Marks anew", anew.at("/jobs/0/rescored_from").asString());
        HttpResponse<String> other = send(path, Map.of("session_id", "anew", "metrics", "faithfulness"), OWN);
        assertThat(other.body()).contains("holds calls of this one already");
    }

    private void scoresOneCallAnew(JsonNode call) {
        Map<String, String> order = Map.of(
                "session_id",
                "one",
                "metrics",
                "faithfulness",
                "call",
                call.get("job_id").asString());

        HttpResponse<String> sent = send("/runs/session-pages/rescore", order, OWN);

        assertThat(sent.headers().firstValue("Location").orElseThrow()).endsWith("/runs/session-one");
        await().until(() -> client.read("/api/score/sessions/one")
                .at("/rescores/0/state")
                .asString()
                .equals("done"));
        JsonNode one = client.read("/api/score/sessions/one");
        assertThat(one.get("call_count").asInt()).isEqualTo(1);
        assertThat(one.at("/jobs/0/rescored_from")).isEqualTo(call.get("job_id"));
    }

    private String page(String path) {
        return client.get(path, "Accept", "text/html").body();
    }

    private HttpResponse<String> send(String path, Map<String, String> fields, String site) {
        return client.submitForm(path, fields, "Sec-Fetch-Site", site);
    }

    private void idle(String session) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> client.read("/api/score/sessions/" + session + "?jobs=none")
                                        .at("/status_counts/queued")
                                        .asInt()
                                + client.read("/api/score/sessions/" + session + "?jobs=none")
                                        .at("/status_counts/running")
                                        .asInt()
                        == 0);
    }
}
