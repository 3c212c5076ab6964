package dev.marksheet.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marksheet.ServiceClient;
import dev.marksheet.judge.llm.FakeEndpoint;
import dev.marksheet.judge.llm.ServiceOnEndpoint;
import dev.marksheet.store.PostgresqlServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What a session may cost. Each call costs 18 tokens at the endpoint, and so 1. */
class BudgetTests {

    private static final String REPLY = "{\"reason\":\"as asked\",\"score\":1}";
    private static final int WORKERS = 2;

    @TempDir
    Path outputs;

    private final FakeEndpoint endpoint = new FakeEndpoint().otherwise(request -> FakeEndpoint.Response.saying(REPLY));
    private ServiceOnEndpoint service;
    private ServiceClient client;

    private void start(String... options) {
        String price = String.valueOf(1_000_000.0 / 18);
        String[] all = new String[options.length + 4];
        System.arraycopy(options, 0, all, 4, options.length);
        all[0] = "--marksheet.job.workers=" + WORKERS;
        all[1] = "--marksheet.metrics=aspect_critic";
        all[2] = "--marksheet.judge.prices.judge-1.input=" + price;
        all[3] = "--marksheet.judge.prices.judge-1.output=" + price;
        service = ServiceOnEndpoint.start(outputs, endpoint.baseUrl(), all);
        client = service.client();
    }

    @AfterEach
    void stop() {
        service.close();
        endpoint.close();
    }

    private String database(String kind) {
        return kind.equals("sqlite")
                ? "--marksheet.drain=1s"
                : "--spring.datasource.url=" + PostgresqlServer.shared().newDatabase();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void holdsCallsBackPastTheBudgetUntilItIsRaised(String kind) {
        String database = database(kind);
        start(database);
        put("held", "3");
        for (int i = 0; i < 10; i++) {
            client.submit(ServiceOnEndpoint.call("held", i));
        }

        JsonNode held = awaitHeld("held", 3);

        assertThat(held.get("cost").asDouble()).isBetween(3.0, 2.0 + WORKERS);
        JsonNode other = client.submit(ServiceOnEndpoint.call("other", 1));
        assertThat(client.ended(other).get("status").asString()).isEqualTo("completed");
        put("held", "6");
        awaitHeld("held", 6);
        service.close();
        start(database);
        client.ended(client.submit(ServiceOnEndpoint.call("other", 2)));
        awaitHeld("held", 6);
        put("held", "null");
        JsonNode done = await().until(() -> session("held"), session -> status(session, "idle"));
        assertThat(done.get("status_counts").has("held")).isFalse();
        assertThat(done.at("/status_counts/completed").asInt()).isEqualTo(10);
        assertThat(done.get("cost").asDouble()).isEqualTo(10);
        assertThat(endpoint.received()).hasSize(12);
    }

    @Test
    void takesCallsOfASessionWithoutAnyBudgetAndBeginsNone() {
        start();
        put("none", "0");

        JsonNode call = client.submit(ServiceOnEndpoint.call("none", 1));
        client.ended(client.submit(ServiceOnEndpoint.call("beside", 1)));

        JsonNode session = awaitHeld("none", 0);
        assertThat(session.get("status_counts").toString()).contains("\"queued\":1,", "\"held\":1}");
        assertThat(client.read(call.get("job_url").asString()).get("status").asString())
                .isEqualTo("held");
        assertThat(client.read("/api/score/session/jobs").get("jobs").findValuesAsString("status"))
                .containsExactly("completed", "held");
        assertThat(client.read("/api/score/sessions/none").at("/jobs/0/status").asString())
                .isEqualTo("held");
        assertThat(listed("status=held")).containsExactly("held");
        assertThat(listed("status=held,completed")).containsExactly("completed", "held");
        assertThat(listed("status=queued&session_id=none")).containsExactly("held");
        assertThat(listed("status=held&session_id=beside")).isEmpty();
        String page = "/runs/session-none/calls/" + call.get("job_id").asString();
        assertThat(client.get(page).body()).contains(">on hold<", "so this call waits");
        assertThat(client.get("/runs/session-none/calls").body()).contains("live\">on hold<");
        assertThat(client.read("/api/score/sessions?state=held").get("sessions"))
                .hasSize(1);
        assertThat(endpoint.received()).hasSize(1);
    }

    private List<String> listed(String query) {
        return client.read("/api/score/session/jobs?" + query).get("jobs").findValuesAsString("status");
    }

    private JsonNode awaitHeld(String id, int budget) {
        JsonNode session = await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> session(id),
                        s -> status(s, "held") && s.at("/status_counts/running").asInt() == 0);
        assertThat(session.at("/status_counts/completed").asInt())
                .isBetween(budget, Math.max(0, budget - 1 + (budget == 0 ? 0 : WORKERS)));
        return session;
    }

    private static boolean status(JsonNode session, String status) {
        return session.get("status").asString().equals(status);
    }

    private JsonNode session(String id) {
        return client.read("/api/score/sessions/" + id + "?jobs=none");
    }

    private void put(String id, String budget) {
        assertThat(client.put("/api/score/sessions/" + id, "{\"budget\": " + budget + "}")
                        .statusCode())
                .isIn(200, 201);
    }
}
