package dev.marksheet.job.removal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marksheet.ServiceClient;
import dev.marksheet.judge.llm.FakeEndpoint;
import dev.marksheet.judge.llm.ServiceOnEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What is kept for a while only. A session in which a call waits for its judge is not idle; a pinned one is spared. */
class RetentionTests {

    private static final String SESSIONS = "/api/score/sessions/";
    private static final String TEXT = "Bridge 1";

    @TempDir
    Path outputs;

    private static Map<String, Object> local(String session) {
        Map<String, Object> call = new LinkedHashMap<>(ServiceOnEndpoint.call(session, 1));
        call.put("judge_model", "local");
        call.put("embedding_model", "local");
        call.put("item", "row-1");
        return call;
    }

    @Test
    void deletesIdleSessionsAndForgetsTextsButSparesPinnedOnes() throws IOException {
        CountDownLatch answers = new CountDownLatch(1);
        try (FakeEndpoint endpoint = new FakeEndpoint().otherwise(request -> held(answers));
                ServiceOnEndpoint service = ServiceOnEndpoint.start(
                        outputs,
                        endpoint.baseUrl(),
                        "--marksheet.retention.sessions=1s",
                        "--marksheet.retention.texts=1s")) {
            ServiceClient client = service.client();
            client.put(SESSIONS + "pinned", "{\"pinned\":true}");
            JsonNode pinned = client.ended(client.submit(local("pinned")));
            client.submit(ServiceOnEndpoint.call("busy", 2));
            JsonNode busy = client.submit(local("busy"));
            client.submit(local("idle"));

            await().atMost(Duration.ofSeconds(60)).until(() -> isOver(client));
            assertForgotten(client, client.read(busy.get("job_url").asString()));
            assertThat(client.read("/api/score/session/jobs/"
                                    + pinned.get("job_id").asString())
                            .at("/request_summary/question")
                            .asString())
                    .contains("bridge 1");
            answers.countDown();
        }
    }

    private static boolean isOver(ServiceClient client) {
        return client.get(SESSIONS + "idle").statusCode() == 404
                && client.read(SESSIONS + "busy").get("texts_forgotten").asInt() == 1
                && !client.get("/api/runs/session-busy/scores.csv").body().contains(TEXT);
    }

    private static FakeEndpoint.Response held(CountDownLatch answers) {
        try {
            answers.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return FakeEndpoint.Response.of(500, "too late");
    }

    private void assertForgotten(ServiceClient client, JsonNode job) throws IOException {
        assertThat(job.at("/request_summary/texts_forgotten").asBoolean()).isTrue();
        assertThat(job.at("/request_summary/question").asString()).isEqualTo("[texts forgotten]");
        assertThat(job.at("/scores/faithfulness").isNumber()).isTrue();
        assertThat(job.toString()).doesNotContain(TEXT, "river");
        String csv = client.get("/api/runs/session-busy/scores.csv").body();
        assertThat(csv.lines()).hasSize(2);
        assertThat(csv).contains("[texts forgotten]", job.get("job_id").asString());
        String page = "/runs/session-busy";
        assertThat(client.get(page).body())
                .contains("are forgotten: those of 1 calls")
                .doesNotContain(TEXT);
        assertThat(client.get(page + "/calls/" + job.get("job_id").asString()).body())
                .contains("The texts of this call were forgotten")
                .doesNotContain(TEXT);
        try (Stream<Path> files = Files.list(outputs.resolve("score-session/session-busy"))) {
            for (Path file : files.toList()) {
                assertThat(Files.readString(file)).as(file.toString()).doesNotContain(TEXT, "Bridge 1");
            }
        }
    }
}
