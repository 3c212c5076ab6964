package dev.marksheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A call that is sent again with its key is the same call. */
class IdempotencyTests extends RunningService {

    private static final String PATH = "/api/score/session_async";
    private static final String HEADER = "Idempotency-Key";

    @Test
    void makesOneJobOfCallsThatComeTogether() {
        Map<String, Object> call = call("together");
        List<CompletableFuture<HttpResponse<String>>> sent = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> client.post(PATH, call, HEADER, "row 1")))
                .limit(10)
                .toList();

        List<HttpResponse<String>> answers =
                sent.stream().map(CompletableFuture::join).toList();

        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(202);
        assertThat(answers)
                .extracting(HttpResponse::body)
                .containsOnly(answers.get(0).body());
        assertThat(answers.stream().filter(IdempotencyTests::isReplayed)).hasSize(9);
        client.ended(ServiceClient.json(answers.get(0)));
        JsonNode session = client.read("/api/score/sessions/together");
        assertThat(session.get("call_count").asInt()).isEqualTo(1);
        assertThat(session.get("jobs")).hasSize(1);
        assertThat(client.get("/api/runs/session-together/scores.csv").body().lines())
                .hasSize(2);
    }

    @Test
    void takesTheKeyFromTheBodyToo() {
        Map<String, Object> call = call("in-body", "idempotency_key", "行 1");

        JsonNode first = client.submit(call);
        client.ended(first);
        HttpResponse<String> again = client.post(PATH, call);

        assertThat(ServiceClient.json(again)).isEqualTo(first);
        assertThat(isReplayed(again)).isTrue();
        assertThat(client.post(PATH, call("in-body"), HEADER, "another").statusCode())
                .isEqualTo(202);
        assertThat(client.submit(call("elsewhere", "idempotency_key", "行 1")).get("job_id"))
                .as("a key belongs to its session")
                .isNotEqualTo(first.get("job_id"));
    }

    @Test
    void refusesAnotherCallUnderTheKey() {
        client.post(PATH, call("reused"), HEADER, "row 7");

        HttpResponse<String> refused = client.post(PATH, call("reused", "answer", "In 1895."), HEADER, "row 7");

        assertThat(refused.statusCode()).isEqualTo(422);
        JsonNode error = ServiceClient.json(refused).at("/errors/0");
        assertThat(error.get("field").asString()).isEqualTo(HEADER);
        assertThat(error.get("message").asString()).contains("'row 7'", "new key");
        assertThat(client.read("/api/score/sessions/reused").get("call_count").asInt())
                .isEqualTo(1);
    }

    private static boolean isReplayed(HttpResponse<String> response) {
        return response.headers().firstValue("Idempotency-Replayed").equals(Optional.of("true"));
    }
}
