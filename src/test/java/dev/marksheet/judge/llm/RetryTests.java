package dev.marksheet.judge.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.marksheet.ServiceClient;
import dev.marksheet.judge.llm.FakeEndpoint.Request;
import dev.marksheet.judge.llm.FakeEndpoint.Response;
import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Calls that an endpoint in trouble has spoilt are scored again in place. */
class RetryTests {

    private static final int CALLS = Integer.getInteger("retry.calls", 12);
    private static final List<String> FIGURES =
            List.of("scored", "failed", "skipped", "mean", "min", "max", "standard_deviation");

    @TempDir
    static Path outputs;

    private static FakeEndpoint endpoint;
    private static ServiceOnEndpoint service;
    private static ServiceClient client;

    @BeforeAll
    static void start() {
        endpoint = new FakeEndpoint();
        service = ServiceOnEndpoint.start(outputs, endpoint.baseUrl(), "--marksheet.judge.max-attempts=1");
        client = service.client();
    }

    @AfterAll
    static void stop() {
        service.close();
        endpoint.close();
    }

    @Test
    void givesFailedCallsTheirRows() throws IOException {
        endpoint.otherwise(FakeModel::answer);
        JsonNode fresh = ended("fresh", CALLS);
        endpoint.otherwise(request -> Response.of(400, "{\"error\":{\"message\":\"no such deployment\"}}"));
        JsonNode spoilt = ended("spoilt", CALLS);
        endpoint.otherwise(FakeModel::answer);

        assertThat(spoilt.at("/status_counts/failed").asInt()).isEqualTo(CALLS);
        assertThat(retried("spoilt")).isEqualTo(CALLS);
        JsonNode mended = idle("spoilt");

        assertThat(retried("spoilt")).isZero();
        assertSameFigures(mended, fresh);
        assertThat(rows("spoilt").values().stream().map(row -> row.get("sample_id")))
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, CALLS)
                        .mapToObj(i -> "session-score-" + i)
                        .toList());
        assertSameScores("spoilt", "fresh");
        JsonNode job = client.read("/api/score/session/jobs/"
                + mended.get("jobs").get(0).get("job_id").asString());
        assertThat(job.get("attempts")).hasSize(1);
        assertThat(job.at("/attempts/0/status").asString()).isEqualTo("failed");
        assertThat(job.at("/attempts/0/results/faithfulness/outcome").asString())
                .isEqualTo("failed");
        assertThat(job.get("error").isNull()).isTrue();
    }

    @Test
    void asksOnlyWhatHadFailedAndReplacesTheRow() throws IOException {
        endpoint.otherwise(FakeModel::answer);
        JsonNode fresh = ended("whole", 3);
        endpoint.otherwise(RetryTests::withoutVectors);
        JsonNode partial = ended("partial", 3);
        endpoint.otherwise(FakeModel::answer);
        int before = endpoint.received().size();
        List<String> order = List.copyOf(rows("partial").keySet());

        assertThat(partial.at("/status_counts/completed").asInt()).isEqualTo(3);
        assertThat(partial.at("/metric_stats/answer_similarity/failed").asInt()).isEqualTo(3);
        assertThat(retried("partial")).isEqualTo(3);
        JsonNode mended = idle("partial");

        assertSameFigures(mended, fresh);
        assertSameScores("partial", "whole");
        assertThat(rows("partial").keySet()).containsExactlyElementsOf(order);
        assertThat(endpoint.received().stream()
                        .skip(before)
                        .filter(request -> !request.path().endsWith("/embeddings")))
                .noneMatch(request -> FakeModel.asks(request, "support"));
    }

    @Test
    void takesUpOneCallOnceAndLeavesOpenOnesAlone() {
        endpoint.otherwise(RetryTests::withoutVectors);
        JsonNode session = ended("single", 2);
        endpoint.otherwise(FakeModel::answer);
        String id = session.get("jobs").get(1).get("job_id").asString();

        List<Integer> answers = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> ServiceClient.json(client.post("/api/score/session/jobs/" + id + "/retry", ""))
                        .get("retried")
                        .asInt())
                .toList();
        idle("single");

        assertThat(answers.stream().mapToInt(n -> n).sum()).isEqualTo(1);
        assertThat(client.read("/api/score/session/jobs/" + id).get("attempts")).hasSize(1);
        assertThat(retried("single")).isEqualTo(1);
        idle("single");
        assertThat(client.post("/api/score/session/jobs/ffffffffffff/retry", "").statusCode())
                .isEqualTo(404);
        assertThat(client.post("/api/score/sessions/nobody/retry", "").statusCode())
                .isEqualTo(404);
    }

    private static Response withoutVectors(Request request) {
        return request.path().endsWith("/embeddings")
                ? Response.of(400, "{\"error\":{\"message\":\"no such model\"}}")
                : FakeModel.answer(request);
    }

    private static long retried(String session) {
        HttpResponse<String> response = client.post("/api/score/sessions/" + session + "/retry", "");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        return ServiceClient.json(response).get("retried").asLong();
    }

    private static JsonNode ended(String session, int calls) {
        List<JsonNode> accepted = new ArrayList<>();
        IntStream.range(0, calls).forEach(i -> accepted.add(client.submit(ServiceOnEndpoint.call(session, i))));
        return idle(session);
    }

    private static JsonNode idle(String session) {
        return await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(100))
                .until(
                        () -> client.read("/api/score/sessions/" + session),
                        report -> report.at("/status_counts/queued").asInt()
                                        + report.at("/status_counts/running").asInt()
                                == 0);
    }

    private static void assertSameFigures(JsonNode session, JsonNode other) {
        assertThat(session.get("status_counts")).isEqualTo(other.get("status_counts"));
        session.get("metric_stats")
                .forEachEntry((metric, stat) ->
                        FIGURES.forEach(figure -> assertThat(stat.get(figure).asDouble())
                                .as(metric + " " + figure)
                                .isCloseTo(
                                        other.at("/metric_stats/" + metric + "/" + figure)
                                                .asDouble(),
                                        within(1e-9))));
    }

    private static void assertSameScores(String session, String other) throws IOException {
        Map<String, Map<String, String>> expected = rows(other);
        rows(session).forEach((question, row) -> {
            Map<String, String> scores = new TreeMap<>(row);
            Map<String, String> others = new TreeMap<>(expected.get(question));
            List.of("sample_id", "run_id", "job_id").forEach(name -> {
                scores.remove(name);
                others.remove(name);
            });
            assertThat(scores).isEqualTo(others);
        });
    }

    private static Map<String, Map<String, String>> rows(String session) throws IOException {
        Map<String, Map<String, String>> rows = new LinkedHashMap<>();
        String csv = client.get("/api/runs/session-" + session + "/scores.csv").body();
        for (CSVRecord row : CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(new StringReader(csv))) {
            rows.put(row.get("question"), row.toMap());
        }
        return rows;
    }
}
