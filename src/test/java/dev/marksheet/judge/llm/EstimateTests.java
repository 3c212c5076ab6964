package dev.marksheet.judge.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marksheet.ServiceClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What scoring takes is said before, and nothing is sent for that. */
class EstimateTests {

    @TempDir
    static Path outputs;

    private static final FakeEndpoint ENDPOINT = new FakeEndpoint().otherwise(FakeModel::answer);
    private static ServiceOnEndpoint service;
    private static ServiceClient client;

    @BeforeAll
    static void start() {
        service = ServiceOnEndpoint.start(
                outputs,
                ENDPOINT.baseUrl(),
                "--marksheet.judge.prices.judge-1.input=1",
                "--marksheet.judge.prices.judge-1.output=2",
                "--marksheet.judge.prices.embed-1.input=0.1",
                "--marksheet.judge.prices.embed-1.output=0",
                "--marksheet.judge.prices.dear.input=1000",
                "--marksheet.judge.prices.dear.output=1000",
                "--marksheet.judge.currency=EUR");
        client = service.client();
    }

    @AfterAll
    static void stop() {
        service.close();
        ENDPOINT.close();
    }

    @Test
    void rehearsesACallThatWasNeverScored() {
        int before = ENDPOINT.received().size();
        JsonNode estimate = estimate(ServiceOnEndpoint.call("anything", 1));
        assertThat(ENDPOINT.received()).hasSize(before);

        JsonNode job = client.ended(client.submit(ServiceOnEndpoint.call("real", 1)));

        int requests = job.at("/total_usage/requests").asInt();
        assertThat(estimate.get("basis").asString()).isEqualTo("prompts");
        assertThat(estimate.get("calls").asInt()).isEqualTo(1);
        assertThat(estimate.get("requests").asInt()).isCloseTo(requests, within(requests / 3));
        assertThat(estimate.get("input_tokens").asLong()).isBetween(2_000L, 20_000L);
        assertThat(estimate.get("output_tokens").asLong()).isBetween(50L, 5_000L);
        assertThat(estimate.get("cost").asDouble()).isPositive();
        assertThat(estimate.get("currency").asString()).isEqualTo("EUR");
        assertThat(estimate.get("judge_models").get(0).asString()).isEqualTo("judge-1");
        assertThat(estimate.get("metrics")).hasSize(6);
    }

    @Test
    void multipliesWithTheNumberOfCalls() {
        List<Map<String, Object>> calls = new ArrayList<>();
        IntStream.range(0, 40).forEach(i -> calls.add(ServiceOnEndpoint.call("many", 1)));

        JsonNode one = estimate(ServiceOnEndpoint.call("many", 1));
        JsonNode all = estimate(Map.of("calls", calls));

        assertThat(all.get("calls").asInt()).isEqualTo(40);
        assertThat(all.get("requests").asInt())
                .isEqualTo(40 * one.get("requests").asInt());
    }

    @Test
    void goesByWhatTheCallsOfASessionTook() {
        List<JsonNode> accepted = new ArrayList<>();
        IntStream.range(0, 6).forEach(i -> accepted.add(client.submit(ServiceOnEndpoint.call("took", i))));
        accepted.forEach(client::ended);
        JsonNode spent = client.read("/api/score/sessions/took?jobs=none").get("total_usage");

        JsonNode same = estimate(Map.of("session_id", "took"));
        JsonNode dear = ServiceClient.json(client.post(
                "/api/score/sessions/took/rescore?dry_run=true", Map.of("session_id", "dear", "judge_model", "dear")));

        assertThat(same.get("basis").asString()).isEqualTo("measured");
        assertThat(same.get("requests")).isEqualTo(spent.get("requests"));
        assertThat(same.get("input_tokens")).isEqualTo(spent.get("input_tokens"));
        assertThat(same.get("cost").asDouble()).isCloseTo(spent.get("cost").asDouble(), within(1e-9));
        assertThat(dear.get("calls").asInt()).isEqualTo(6);
        assertThat(dear.get("judge_models").get(0).asString()).isEqualTo("dear");
        assertThat(dear.get("cost").asDouble())
                .isGreaterThan(100 * same.get("cost").asDouble());
        assertThat(client.get("/api/score/sessions/dear").statusCode()).isEqualTo(404);
    }

    private static JsonNode estimate(Map<String, ?> body) {
        HttpResponse<String> response = client.post("/api/score/estimate", body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return ServiceClient.json(response);
    }
}
