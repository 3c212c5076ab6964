package dev.marksheet.judge.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marksheet.EventClient;
import dev.marksheet.ServiceClient;
import dev.marksheet.judge.llm.FakeEndpoint.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** An endpoint that is away and comes back, seen through the whole service. */
class OutageTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int CALLS = 80;
    private static final String WRONG_KEY = "{\"error\":{\"message\":\"Wrong key.\"}}";

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
        assertThat(banner(client, "zh")).contains("最近一次故障：连接被拒绝，或主机名未知<");
        assertThat(client.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
        assertThat(client.read("/actuator/health")
                        .at("/components/judge/details/state")
                        .asString())
                .isEqualTo("unreachable");
        assertThat(client.read(accepted.get("job_url").asString()).get("status").asString())
                .isEqualTo("queued");
    }

    @Test
    void letsTheBacklogWaitForAGoodKeyWhileLocalCallsGoOn() {
        AtomicBoolean good = new AtomicBoolean();
        try (FakeEndpoint endpoint = new FakeEndpoint();
                ServiceOnEndpoint service = ServiceOnEndpoint.start(outputs, endpoint.baseUrl())) {
            ServiceClient client = service.client();
            endpoint.otherwise(request -> good.get() ? FakeModel.answer(request) : Response.of(401, WRONG_KEY));
            for (int i = 0; i < CALLS; i++) {
                client.submit(ServiceOnEndpoint.call("outage", i));
            }
            await().atMost(PATIENCE).until(() -> state(client, "outage").equals("refusing"));
            await().atMost(PATIENCE).until(() -> counts(client, "queued") == CALLS);

            assertThat(client.ended(client.submit(local())).get("status").asString())
                    .isEqualTo("completed");
            assertSaysWhatToChange(client);
            assertThat(status(client, "outage")).isEqualTo("outage");
            assertThat(status(client, "local")).isEqualTo("idle");
            good.set(true);

            await().atMost(PATIENCE).until(() -> counts(client, "completed") == CALLS);
            assertThat(counts(client, "failed")).isZero();
            assertThat(state(client, "outage")).isEqualTo("reachable");
            assertThat(status(client, "outage")).isEqualTo("idle");
        }
    }

    /** What the session says of itself, which its event stream and the list of sessions say too. */
    private static String status(ServiceClient client, String session) {
        String status = client.read("/api/score/sessions/" + session + "?jobs=none")
                .get("status")
                .asString();
        try (EventClient events = client.events("/api/score/sessions/" + session + "/events")) {
            assertThat(events.next().json().get("status").asString()).isEqualTo(status);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        assertThat(client.read("/api/score/sessions").get("sessions").valueStream())
                .filteredOn(each -> each.get("session_id").asString().equals(session))
                .extracting(each -> each.get("status").asString())
                .containsExactly(status);
        return status;
    }

    private static void assertSaysWhatToChange(ServiceClient client) {
        String fault = client.read("/api/score/sessions/outage?jobs=none")
                .at("/judge_status/fault")
                .asString();
        assertThat(fault).contains("HTTP 401 (Wrong key.)").contains("set marksheet.judge.api-key");
        assertThat(banner(client, "en"))
                .contains("refuses every request at the moment")
                .contains("marksheet.judge.api-key");
        assertThat(banner(client, "zh")).contains("目前拒绝所有请求").contains("密钥缺失或有误");
        var now = client.post("/api/score", ServiceOnEndpoint.call("now", 1));
        assertThat(now.statusCode()).isEqualTo(503);
        assertThat(now.headers().firstValue("Retry-After")).contains("30");
        assertThat(now.body()).contains("marksheet.judge.api-key").contains("/api/score/session_async");
        assertThat(client.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
    }

    @Test
    void takesTheBacklogUpAfterARestartWithAnotherEndpoint() {
        try (FakeEndpoint refusing = new FakeEndpoint()) {
            refusing.otherwise(request -> Response.of(402, "{\"error\":{\"message\":\"Pay.\"}}"));
            try (ServiceOnEndpoint service = ServiceOnEndpoint.start(outputs, refusing.baseUrl())) {
                for (int i = 0; i < CALLS; i++) {
                    service.client().submit(ServiceOnEndpoint.call("outage", i));
                }
                await().atMost(PATIENCE).until(() -> counts(service.client(), "queued") == CALLS);
            }
        }
        try (ServiceOnEndpoint service = ServiceOnEndpoint.withoutEndpoint(outputs)) {
            await().atMost(PATIENCE)
                    .until(() -> state(service.client(), "outage").equals("missing"));
            assertThat(banner(service.client(), "en")).contains("set marksheet.judge.base-url");
        }
        try (FakeEndpoint good = new FakeEndpoint();
                ServiceOnEndpoint service = ServiceOnEndpoint.start(
                        outputs, good.otherwise(FakeModel::answer).baseUrl())) {
            await().atMost(PATIENCE).until(() -> counts(service.client(), "completed") == CALLS);
        }
    }

    private static Map<String, Object> local() {
        Map<String, Object> call = ServiceOnEndpoint.call("local", 1);
        call.put("judge_model", "local");
        call.put("embedding_model", "local");
        return call;
    }

    private static int counts(ServiceClient client, String status) {
        return client.read("/api/score/sessions/outage?jobs=none")
                .at("/status_counts/" + status)
                .asInt();
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
