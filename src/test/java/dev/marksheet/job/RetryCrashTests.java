package dev.marksheet.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marksheet.ServiceClient;
import dev.marksheet.judge.llm.FakeEndpoint;
import dev.marksheet.judge.llm.FakeEndpoint.Request;
import dev.marksheet.judge.llm.FakeEndpoint.Response;
import dev.marksheet.judge.llm.FakeModel;
import dev.marksheet.judge.llm.ServiceOnEndpoint;
import dev.marksheet.store.PostgresqlServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Failed calls are scored again, and a session is scored anew, while processes are killed. {@code -Dretry.calls=300} is the
 * long form.
 */
class RetryCrashTests {

    private static final int CALLS = Integer.getInteger("retry.calls", 60);

    @TempDir
    Path folder;

    private final FakeEndpoint endpoint = new FakeEndpoint();
    private final List<ChildService> nodes = new ArrayList<>();

    @AfterEach
    void stop() {
        nodes.forEach(ChildService::close);
        endpoint.close();
    }

    @Test
    void leaveNoGapAndNoTwinOnADatabaseFile() throws IOException {
        nodes.add(launch());
        nodes.get(0).awaitReady();
        spoil(nodes.get(0).client());

        long retried = retry(nodes.get(0).client());
        long rescored = rescore(nodes.get(0).client());
        awaitCompleted(nodes.get(0).client(), CALLS / 2 + CALLS / 6);
        nodes.get(0).kill();
        nodes.set(0, launch());
        nodes.get(0).awaitReady();

        assertThat(retried).isEqualTo(CALLS);
        assertThat(rescored).isEqualTo(CALLS);
        assertWhole(nodes.get(0).client());
    }

    @Test
    void leaveNoGapAndNoTwinOnThreeNodes() throws IOException {
        try (PostgresqlServer postgresql = PostgresqlServer.start()) {
            String url = "--spring.datasource.url=" + postgresql.newDatabase();
            IntStream.range(0, 3).forEach(i -> nodes.add(launch(url, "--marksheet.outputs-shared=true")));
            nodes.forEach(ChildService::awaitReady);
            spoil(nodes.get(0).client());

            long retried = nodes.stream()
                    .parallel()
                    .mapToLong(node -> retry(node.client()))
                    .sum();
            rescore(nodes.get(2).client());
            awaitCompleted(nodes.get(0).client(), CALLS / 2 + CALLS / 6);
            nodes.get(2).kill();

            assertThat(retried).isEqualTo(CALLS);
            assertWhole(nodes.get(0).client());
            nodes.forEach(ChildService::close);
        }
    }

    private ChildService launch(String... options) {
        List<String> all = new ArrayList<>(List.of(
                "--marksheet.judge.base-url=" + endpoint.baseUrl(),
                "--marksheet.judge.model=judge-1",
                "--marksheet.judge.embedding-model=embed-1",
                "--marksheet.judge.max-attempts=1",
                "--marksheet.advice.model=",
                "--marksheet.metrics=faithfulness,answer_similarity",
                "--marksheet.job.workers=4"));
        all.addAll(List.of(options));
        return ChildService.launch(folder.resolve("outputs"), all.toArray(String[]::new));
    }

    /** Half of the calls fail, the other half have a failed metric. */
    private void spoil(ServiceClient client) {
        endpoint.otherwise(RetryCrashTests::refused);
        IntStream.range(0, CALLS).forEach(i -> client.submit(ServiceOnEndpoint.call("spoilt", i)));
        JsonNode session = idle(client, "spoilt");
        assertThat(session.at("/status_counts/failed").asInt()).isEqualTo(CALLS / 2);
        assertThat(session.at("/metric_stats/faithfulness/scored").asInt()).isEqualTo(CALLS / 2);
        endpoint.otherwise(FakeModel::answer);
    }

    /** Nothing is embedded, and of every other bridge nothing is said. */
    private static Response refused(Request request) {
        boolean odd = request.path().endsWith("/embeddings")
                || IntStream.range(0, CALLS)
                        .filter(i -> i % 2 == 1)
                        .anyMatch(i -> request.message(1).contains("ridge " + i + " "));
        return odd ? Response.of(400, "{\"error\":{\"message\":\"no such deployment\"}}") : FakeModel.answer(request);
    }

    private static long retry(ServiceClient client) {
        HttpResponse<String> response = client.post("/api/score/sessions/spoilt/retry", "");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        return ServiceClient.json(response).get("retried").asLong();
    }

    private static long rescore(ServiceClient client) {
        HttpResponse<String> response = client.post("/api/score/sessions/spoilt/rescore", Map.of("session_id", "anew"));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        return ServiceClient.json(response).get("added").asLong();
    }

    private static void awaitCompleted(ServiceClient client, int calls) {
        await().pollInterval(Duration.ofMillis(5))
                .atMost(Duration.ofMinutes(2))
                .until(() -> client.read("/api/score/sessions/spoilt?jobs=none")
                                .at("/status_counts/completed")
                                .asInt()
                        >= calls);
    }

    private static JsonNode idle(ServiceClient client, String session) {
        return await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(200))
                .until(
                        () -> client.read("/api/score/sessions/" + session),
                        report -> report.get("call_count").asInt() == CALLS
                                && report.at("/status_counts/queued").asInt()
                                                + report.at("/status_counts/running")
                                                        .asInt()
                                        == 0);
    }

    private static void assertWhole(ServiceClient client) throws IOException {
        JsonNode mended = idle(client, "spoilt");
        JsonNode anew = idle(client, "anew");
        List<String> ids = mended.get("jobs")
                .valueStream()
                .map(job -> job.get("job_id").asString())
                .toList();
        assertFigures(mended);
        assertFigures(anew);
        assertThat(mended.at("/metric_means")).isEqualTo(anew.at("/metric_means"));
        assertThat(anew.get("jobs")
                        .valueStream()
                        .map(job -> job.get("rescored_from").asString()))
                .containsExactlyElementsOf(ids);
        assertThat(client.read("/api/score/session/jobs/" + ids.get(0)).get("attempts"))
                .hasSize(1);
        assertThat(retry(client)).isZero();
        assertRows(client, "spoilt");
        assertRows(client, "anew");
        assertThat(byQuestion(client, "spoilt")).isEqualTo(byQuestion(client, "anew"));
    }

    private static void assertFigures(JsonNode session) {
        assertThat(session.at("/status_counts/completed").asInt()).isEqualTo(CALLS);
        assertThat(session.at("/metric_stats/faithfulness/scored").asInt()).isEqualTo(CALLS);
        assertThat(session.at("/metric_stats/faithfulness/failed").asInt()).isZero();
        assertThat(session.at("/metric_stats/answer_similarity/scored").asInt()).isEqualTo(CALLS);
    }

    private static void assertRows(ServiceClient client, String session) throws IOException {
        List<CSVRecord> rows = Csv.rows(client, session);
        assertThat(rows)
                .extracting(row -> row.get("sample_id"))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, CALLS)
                        .mapToObj(i -> "session-score-" + i)
                        .toList());
        assertThat(rows).extracting(row -> row.get("job_id")).doesNotHaveDuplicates();
        assertThat(rows).allMatch(row -> row.get("error").isEmpty());
    }

    private static Map<String, List<String>> byQuestion(ServiceClient client, String session) throws IOException {
        Map<String, List<String>> scores = new LinkedHashMap<>();
        Csv.rows(client, session)
                .forEach(row -> scores.put(
                        row.get("question"), List.of(row.get("faithfulness"), row.get("answer_similarity"))));
        return scores;
    }
}
