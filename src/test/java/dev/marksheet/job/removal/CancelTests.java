package dev.marksheet.job.removal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marksheet.ServiceClient;
import dev.marksheet.judge.llm.FakeEndpoint;
import dev.marksheet.judge.llm.ServiceOnEndpoint;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Calls that were sent and are not wanted any more. The judge answers when it is let. */
class CancelTests {

    private static final int WORKERS = 2;

    @TempDir
    Path outputs;

    private final CountDownLatch answers = new CountDownLatch(1);
    private final FakeEndpoint endpoint = new FakeEndpoint().otherwise(request -> {
        try {
            answers.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return FakeEndpoint.Response.of(500, "too late");
    });
    private ServiceOnEndpoint service;
    private ServiceClient client;

    @BeforeEach
    void start() {
        service = ServiceOnEndpoint.start(
                outputs,
                endpoint.baseUrl(),
                "--marksheet.job.workers=" + WORKERS,
                "--marksheet.judge.max-attempts=1",
                "--marksheet.metrics=faithfulness");
        client = service.client();
    }

    @AfterEach
    void stop() {
        answers.countDown();
        service.close();
        endpoint.close();
    }

    private static Map<String, Object> local(String session) {
        Map<String, Object> call = new LinkedHashMap<>(ServiceOnEndpoint.call(session, 1));
        call.put("judge_model", "local");
        call.put("embedding_model", "local");
        return call;
    }

    @Test
    void endsAllOpenCallsOfASessionAndAsksTheJudgeNothingMoreForThem() {
        String session = "nightly/一";
        JsonNode completed = client.ended(client.submit(local(session)));
        List<JsonNode> sent = IntStream.range(0, 12)
                .mapToObj(i -> client.submit(ServiceOnEndpoint.call(session, i)))
                .toList();
        await().until(() -> endpoint.received().size() == WORKERS);
        String path = "/api/score/sessions/" + ServiceClient.encode(session);

        HttpResponse<String> cancelled = client.post(path + "/cancel", "");

        assertThat(cancelled.body()).isEqualTo("{\"cancelled\":12}");
        JsonNode found = client.read(path);
        assertThat(found.get("status_counts").toString())
                .isEqualTo("{\"queued\":0,\"running\":0,\"completed\":1,\"failed\":0,\"cancelled\":12}");
        assertThat(found.get("status").asString()).isEqualTo("idle");
        assertHasNoRow(sent.get(0), completed.get("run_id").asString());
        // Whatever comes after them is at work, so what they had in hand is free, and they are not asked for again.
        client.ended(client.submit(local("after")));
        assertThat(endpoint.received()).hasSize(WORKERS);
        assertThat(client.post(path + "/cancel", "").body()).isEqualTo("{\"cancelled\":0}");
    }

    private void assertHasNoRow(JsonNode cancelled, String run) {
        JsonNode job = client.ended(cancelled);
        assertThat(job.get("status").asString()).isEqualTo("cancelled");
        assertThat(job.get("finished_at").isNull()).isFalse();
        assertThat(job.at("/scores/faithfulness").isNull()).isTrue();
        assertThat(client.get("/api/runs/" + run + "/scores.csv").body().lines())
                .hasSize(2);
        assertThat(client.get("/api/runs/" + run + "/summary.md").body()).contains("1 completed", ", 12 cancelled");
        assertThat(client.get("/runs/" + run + "/calls/"
                                + cancelled.get("job_id").asString())
                        .body())
                .contains("was cancelled");
    }

    @Test
    void endsOneCallOnce() {
        JsonNode running = client.submit(ServiceOnEndpoint.call("one", 1));
        await().until(() -> !endpoint.received().isEmpty());

        assertThat(client.send("DELETE", running.get("job_url").asString()).statusCode())
                .isEqualTo(204);
        HttpResponse<String> again =
                client.send("DELETE", running.get("job_url").asString());
        assertThat(again.statusCode()).as("it has ended").isEqualTo(409);
        assertThat(ServiceClient.json(again).get("detail").asString()).contains("ended as cancelled");
        assertThat(client.ended(running).get("status").asString()).isEqualTo("cancelled");

        JsonNode completed = client.submit(local("one"));
        client.ended(completed);
        HttpResponse<String> late =
                client.send("DELETE", completed.get("job_url").asString());
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(ServiceClient.json(late).get("detail").asString()).contains("completed");
        assertThat(client.read(completed.get("job_url").asString())
                        .get("status")
                        .asString())
                .isEqualTo("completed");
    }

    @Test
    void refusesWhatIsNotThereAndWhatAnotherSitesPageSends() {
        JsonNode running = client.submit(ServiceOnEndpoint.call("mine", 1));

        assertThat(client.send("DELETE", "/api/score/session/jobs/00000000000a").statusCode())
                .isEqualTo(404);
        assertThat(client.send("DELETE", "/api/score/session/jobs/%20").statusCode())
                .isEqualTo(404);
        assertThat(client.post("/api/score/sessions/nobody/cancel", "").statusCode())
                .isEqualTo(404);
        assertThat(client.post("/api/runs/session-nobody/cancel", "").statusCode())
                .isEqualTo(404);
        assertThat(client.submitForm("/api/score/sessions/mine/cancel", Map.of(), "Sec-Fetch-Site", "cross-site")
                        .statusCode())
                .isEqualTo(403);
        assertThat(client.submitForm("/api/score/sessions/mine/cancel", Map.of(), "Origin", "http://evil.example")
                        .statusCode())
                .isEqualTo(403);
        assertThat(client.read(running.get("job_url").asString()).get("status").asString())
                .isNotEqualTo("cancelled");
    }
}
