package dev.marksheet.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marksheet.ServiceClient;
import dev.marksheet.judge.llm.ServiceOnEndpoint;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** All that is kept is copied while calls are accepted and scored, and a service starts from the copy. */
class BackupTests {

    private static final int CALLS = Integer.getInteger("backup.calls", 60);

    private static final String METRICS = "--marksheet.metrics=faithfulness";

    @TempDir
    Path outputs;

    @Test
    void copiesUnderLoadAllThatWasAcknowledgedBefore() throws Exception {
        Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
        AtomicBoolean loading = new AtomicBoolean(true);
        JsonNode copy;
        List<String> before;
        try (ServiceOnEndpoint service = ServiceOnEndpoint.withoutEndpoint(outputs, METRICS)) {
            ServiceClient client = service.client();
            Thread load = new Thread(() -> load(client, acknowledged, loading));
            load.start();
            await().atMost(Duration.ofMinutes(2)).until(() -> acknowledged.size() >= CALLS);
            before = List.copyOf(acknowledged);
            HttpResponse<String> response = client.post("/api/admin/backup", "");
            loading.set(false);
            load.join();
            assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
            copy = ServiceClient.json(response);
        }
        Path restored = Path.of(copy.get("path").asString());
        assertThat(restored).startsWith(outputs.resolve("backups")).isDirectory();
        try (ServiceOnEndpoint service = ServiceOnEndpoint.withoutEndpoint(restored, METRICS)) {
            ServiceClient client = service.client();
            assertHolds(client, copy, before);
        }
    }

    private static void assertHolds(ServiceClient client, JsonNode copy, List<String> before) throws IOException {
        JsonNode sessions = client.read("/api/score/sessions").get("sessions");
        assertThat(sessions).hasSize(copy.get("sessions").asInt());
        assertThat(sessions.values().stream()
                        .mapToLong(session -> session.get("call_count").asLong())
                        .sum())
                .isEqualTo(copy.get("calls").asLong());
        assertThat(copy.get("calls").asInt()).isGreaterThanOrEqualTo(before.size());
        assertThat(copy.get("rows").asLong()).isPositive();
        assertThat(copy.at("/sums/scores").asLong()).isPositive();
        before.forEach(path -> assertThat(client.get(path).statusCode()).isEqualTo(200));
        for (JsonNode session : sessions.values()) {
            String id = session.get("session_id").asString();
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> client.read("/api/score/sessions/" + id + "?jobs=none")
                                    .at("/status_counts/completed")
                                    .asLong()
                            == session.get("call_count").asLong());
            String csv = client.get("/api/runs/session-" + id + "/scores.csv").body();
            assertThat(Csv.rows(csv)).hasSize(session.get("call_count").asInt());
        }
    }

    @Test
    void holdsTheFilesOfSessionsAtRestAndTheSumsOfTheirScores() throws IOException {
        try (ServiceOnEndpoint service = ServiceOnEndpoint.withoutEndpoint(outputs, METRICS)) {
            ServiceClient client = service.client();
            client.ended(client.submit(ServiceOnEndpoint.call("rest", 1)));
            JsonNode copy = ServiceClient.json(client.post("/api/admin/backup", ""));
            Path run = Path.of("score-session", "session-rest");
            Path copied = Path.of(copy.get("path").asString());

            for (String file : List.of("scores.csv", "summary.md", "optimization_advice.md", "metadata.json")) {
                assertThat(copied.resolve(run).resolve(file))
                        .hasSameBinaryContentAs(outputs.resolve(run).resolve(file));
            }
            assertThat(copy.get("calls").asInt()).isEqualTo(1);
            assertThat(copy.get("rows").asInt()).isEqualTo(1);
            double sum = client.read("/api/score/sessions/rest").at("/jobs/0/scores").values().stream()
                    .mapToDouble(JsonNode::asDouble)
                    .sum();
            assertThat(copy.at("/sums/value").asDouble()).isEqualTo(sum);
            Files.createDirectories(outputs.resolve("backups/2020.unfinished"));
            client.post("/api/admin/backup", "");
            assertThat(outputs.resolve("backups/2020.unfinished")).doesNotExist();
        }
    }

    private static void load(ServiceClient client, Queue<String> acknowledged, AtomicBoolean loading) {
        for (int i = 0; loading.get(); i++) {
            Map<String, Object> call = new LinkedHashMap<>(ServiceOnEndpoint.call("load" + i % 3, i));
            call.put("metrics", new ArrayList<>(List.of("rouge_score", "bleu_score")));
            acknowledged.add(client.submit(call).get("job_url").asString());
        }
    }
}
