package dev.marksheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Sessions whose calls are scored into another session. */
class RescoreTests extends RunningService {

    private static final int CALLS = 6;
    private static final AtomicInteger SOURCES = new AtomicInteger();
    private final String source = "source-" + SOURCES.incrementAndGet();
    private final String path = "/api/score/sessions/" + source + "/rescore";
    private List<String> jobs = List.of();

    @BeforeEach
    void submitTheSource() {
        List<JsonNode> accepted = IntStream.range(0, CALLS)
                .mapToObj(i -> client.submit(call(source, "question", "Question " + i + "?")))
                .toList();
        accepted.forEach(client::ended);
        jobs = accepted.stream().map(job -> job.get("job_id").asString()).toList();
    }

    @Test
    void scoresTheCallsOnceInTheirOrderHoweverOftenItIsAsked() {
        Map<String, ?> order = Map.of("session_id", "anew", "metrics", List.of("faithfulness", "rouge_score"));
        JsonNode first = ordered("anew", order);
        JsonNode session = idle("anew", CALLS);
        JsonNode again = ordered("anew", order);

        assertThat(first.get("calls").asInt()).isEqualTo(CALLS);
        assertThat(first.get("added").asInt()).isEqualTo(CALLS);
        assertThat(again.get("added").asInt()).isZero();
        assertThat(idle("anew", CALLS).get("call_count").asInt()).isEqualTo(CALLS);
        assertThat(session.get("metric_means").propertyNames()).containsExactly("faithfulness", "rouge_score");
        assertThat(sources(session)).containsExactlyElementsOf(jobs);
        assertThat(session.get("rescores").toString())
                .matches("\\[\\{\"run_id\":\"session-" + source + "\",\"state\":\"(copying|done)\"}]");
        JsonNode compared = client.read("/api/compare?run=session-" + source + "&run=session-anew");
        assertThat(compared.at("/runs/0/metrics/faithfulness/pairs").asInt()).isEqualTo(CALLS);
    }

    private static List<String> sources(JsonNode session) {
        return session.get("jobs").values().stream()
                .map(job -> job.get("rescored_from").asString())
                .toList();
    }

    @Test
    void takesTheCallsThatAreNamedAndGoesOnWhereMoreAreWanted() {
        ordered("some", Map.of("session_id", "some", "only", List.of(jobs.get(4), jobs.get(1))));
        JsonNode some = idle("some", 2);
        JsonNode all = ordered("some", Map.of("session_id", "some"));
        JsonNode whole = idle("some", CALLS);

        assertThat(sources(some)).containsExactly(jobs.get(1), jobs.get(4));
        assertThat(all.get("added").asInt()).isEqualTo(CALLS - 2);
        assertThat(sources(whole)).containsExactlyInAnyOrderElementsOf(jobs);
    }

    @Test
    void makesNothingOfASessionWithoutFailedCalls() {
        JsonNode ordered = ordered("nothing", Map.of("session_id", "nothing", "only", "failed"));

        assertThat(ordered.get("calls").asInt()).isZero();
        assertThat(client.get("/api/score/sessions/nothing").statusCode()).isEqualTo(404);
    }

    @Test
    void scoresNoCallsInTwoWaysIntoOneSession() {
        ordered("other", Map.of("session_id", "other", "metrics", List.of("faithfulness")));

        HttpResponse<String> response = client.post(path, Map.of("session_id", "other"));

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.body()).contains("holds calls of this session already");
    }

    private JsonNode ordered(String session, Map<String, ?> body) {
        HttpResponse<String> response = client.post(path, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        assertThat(response.headers().firstValue("Location")).contains("/api/score/sessions/" + session);
        return ServiceClient.json(response);
    }

    private JsonNode idle(String session, int calls) {
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> client.read("/api/score/sessions/" + session),
                        report -> report.get("status_counts").get("completed").asInt() == calls);
    }
}
