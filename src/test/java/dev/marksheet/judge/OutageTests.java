package dev.marksheet.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marksheet.ServiceClient;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** An endpoint that is away and comes back, seen through the whole service. */
class OutageTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path outputs;

    @Test
    void waitsForADeadEndpointSaysSoAndStaysReady() {
        FakeEndpoint before = new FakeEndpoint();
        int port = before.port();
        String baseUrl = before.baseUrl();
        before.close();
        try (ServiceOnEndpoint service = ServiceOnEndpoint.start(outputs, baseUrl)) {
            ServiceClient client = service.client();
            assertThat(state(client, "untried")).isEqualTo("untried");

            JsonNode accepted = client.submit(ServiceOnEndpoint.call("outage", 1));
            await().atMost(PATIENCE).until(() -> state(client, "outage").equals("unreachable"));

            assertWaitsInTheOpen(client, accepted);
            try (FakeEndpoint back = new FakeEndpoint(port)) {
                back.otherwise(FakeModel::answer);
                assertThat(client.ended(accepted).get("error").isNull()).isTrue();
                assertThat(state(client, "outage")).isEqualTo("reachable");
            }
        }
    }

    private static void assertWaitsInTheOpen(ServiceClient client, JsonNode accepted) {
        assertThat(client.read("/api/score/sessions/outage?jobs=none")
                        .at("/judge_status/fault")
                        .asString())
                .contains("refused");
        assertThat(banner(client, "en")).contains("Latest fault: connection refused or name unknown<");
        assertThat(banner(client, "zh")).contains("最近一次故障：无法建立连接（connection refused or name unknown）<");
        assertThat(client.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
        assertThat(client.read("/actuator/health")
                        .at("/components/judge/details/state")
                        .asString())
                .isEqualTo("unreachable");
        assertThat(client.read(accepted.get("job_url").asString()).get("status").asString())
                .isEqualTo("running");
    }

    @Test
    void changesTheTagOfASessionWithTheJudgesState() {
        FakeEndpoint endpoint = new FakeEndpoint();
        endpoint.otherwise(FakeModel::answer);
        try (ServiceOnEndpoint service = ServiceOnEndpoint.start(outputs, endpoint.baseUrl())) {
            ServiceClient client = service.client();
            client.ended(client.submit(ServiceOnEndpoint.call("first", 1)));
            String tag = tag(client);
            endpoint.close();

            client.submit(ServiceOnEndpoint.call("second", 1));
            await().atMost(PATIENCE).until(() -> state(client, "first").equals("unreachable"));

            assertThat(tag(client)).isNotEqualTo(tag);
        }
    }

    private static String banner(ServiceClient client, String language) {
        return client.get("/runs/session-outage", "Accept", "text/html", "Accept-Language", language)
                .body();
    }

    private static String tag(ServiceClient client) {
        return client.get("/api/score/sessions/first")
                .headers()
                .firstValue("ETag")
                .orElseThrow();
    }

    private static String state(ServiceClient client, String session) {
        if (client.get("/api/score/sessions/" + session).statusCode() == 404) {
            return client.read("/actuator/health")
                    .at("/components/judge/details/state")
                    .asString();
        }
        return client.read("/api/score/sessions/" + session + "?jobs=none")
                .at("/judge_status/state")
                .asString();
    }
}
