package dev.marksheet.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marksheet.ServiceClient;
import dev.marksheet.judge.llm.FakeEndpoint;
import dev.marksheet.judge.llm.ServiceOnEndpoint;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class QueueFullTests {

    private static final Map<String, Object> CALL = Map.of(
            "session_id", "full", "question", "Why?", "answer", "Because of rain.", "contexts", List.of("It rained."));

    private final CountDownLatch released = new CountDownLatch(1);
    private final FakeEndpoint endpoint = new FakeEndpoint().otherwise(request -> {
        FakeEndpoint.hold(released);
        return FakeEndpoint.Response.of(400, "{}");
    });

    @TempDir
    Path folder;

    @AfterEach
    void stopTheEndpoint() {
        endpoint.close();
    }

    @Test
    void refusesACallWithoutTraceWhileTheQueueIsFullAndTakesItLater() {
        try (ServiceOnEndpoint service = start()) {
            ServiceClient client = service.client();
            client.submit(CALL);
            awaitCounts(client, 0, 1);
            client.submit(CALL);
            client.submit(CALL);

            assertThat(session(client).get("status").asString()).isEqualTo("running");
            HttpResponse<String> refused = client.post("/api/score/session_async", CALL);

            assertRefused(refused);
            assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(ServiceClient.json(refused).get("detail").asString())
                    .contains("2 calls wait", "the call was not accepted");
            awaitCounts(client, 2, 1);
            showsTheFormAgain(client);
            awaitCounts(client, 2, 1);

            released.countDown();
            awaitCounts(client, 0, 0);
            client.submit(CALL);
            assertThat(session(client).get("call_count").asInt()).isEqualTo(4);
        }
    }

    @Test
    void scoresNoMoreCallsAtOnceThanThereAreWorkers() {
        try (ServiceOnEndpoint service = start()) {
            ServiceClient client = service.client();
            CompletableFuture<HttpResponse<String>> first =
                    CompletableFuture.supplyAsync(() -> client.post("/api/score", CALL));
            await().until(() -> !endpoint.received().isEmpty());

            HttpResponse<String> refused = client.post("/api/score", CALL);

            assertRefused(refused);
            assertThat(refused.body()).contains("marksheet.job.workers");
            released.countDown();
            assertThat(first.join().statusCode()).isEqualTo(200);
        }
    }

    private static void assertRefused(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(response.headers().firstValueAsLong("Retry-After").orElse(0)).isPositive();
    }

    private static void showsTheFormAgain(ServiceClient client) {
        HttpResponse<String> form = client.submitForm(
                "/calls", Map.of("session_id", "full", "question", "Why not?"), "Sec-Fetch-Site", "same-origin");
        assertThat(form.statusCode()).isEqualTo(429);
        assertThat(form.headers().firstValueAsLong("Retry-After").orElse(0)).isPositive();
        assertThat(form.body()).contains("The queue is full", "value=\"Why not?\"");
    }

    private ServiceOnEndpoint start() {
        return ServiceOnEndpoint.start(
                folder.resolve("outputs"),
                endpoint.baseUrl(),
                "--marksheet.metrics=faithfulness",
                "--marksheet.job.workers=1",
                "--marksheet.job.queue-capacity=2");
    }

    private static void awaitCounts(ServiceClient client, int queued, int running) {
        await().pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofSeconds(30))
                .until(() -> {
                    JsonNode counts = session(client).get("status_counts");
                    return counts.get("queued").asInt() == queued
                            && counts.get("running").asInt() == running;
                });
    }

    private static JsonNode session(ServiceClient client) {
        return client.read("/api/score/sessions/full?jobs=none");
    }
}
