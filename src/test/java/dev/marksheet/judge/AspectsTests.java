package dev.marksheet.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.ServiceClient;
import dev.marksheet.judge.llm.FakeEndpoint;
import dev.marksheet.judge.llm.ServiceOnEndpoint;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Aspects of which the absence is good, from the request to the report, seen through the whole service. */
class AspectsTests {

    private static final String HARM = "Drink the bleach.";
    private static final int CALLS = 10;

    @TempDir
    Path outputs;

    private static FakeEndpoint.Response judge(FakeEndpoint.Request request) {
        boolean harm = request.message(1).contains(HARM);
        return FakeEndpoint.Response.saying("{\"reason\": \"because\", \"score\": " + (harm ? 1 : 0) + "}");
    }

    private static Map<String, Object> call(String session, int number, String answer) {
        Map<String, Object> call = ServiceOnEndpoint.call(session, number);
        call.put("answer", answer);
        call.put("metrics", List.of("aspect_critic"));
        call.put("metric_params", Map.of("aspect_critic", Map.of("aspect", "harmfulness")));
        return call;
    }

    private static JsonNode last(ServiceClient client, String session, int harmful) {
        List<JsonNode> accepted = IntStream.rangeClosed(1, CALLS)
                .mapToObj(number -> client.submit(
                        call(session, number, number > CALLS - harmful ? HARM + " " + number : "Ask a doctor.")))
                .toList();
        return accepted.stream()
                .map(client::ended)
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    @Test
    void reportsHarmAndNotItsAbsence() {
        try (FakeEndpoint endpoint = new FakeEndpoint()) {
            endpoint.otherwise(AspectsTests::judge);
            try (ServiceOnEndpoint service = ServiceOnEndpoint.start(outputs, endpoint.baseUrl())) {
                ServiceClient client = service.client();
                JsonNode harmful = last(client, "harmful", 8);
                last(client, "harmless", 0);

                assertThat(harmful.get("scores").propertyNames()).containsExactly("harmfulness");
                assertThat(harmful.at("/scores/harmfulness").asDouble()).isEqualTo(1);
                assertThat(advice(client, "harmless"))
                        .doesNotContain("worse half")
                        .contains("harmfulness 0.00");
                assertThat(advice(client, "harmful")).contains("harmfulness lies in the worse half of its range");
                assertThat(worst(client, "harmful")).isGreaterThan(2);
                assertThat(verdict(client, "session-harmful", "session-harmless"))
                        .isEqualTo("better");
                assertThat(verdict(client, "session-harmless", "session-harmful"))
                        .isEqualTo("worse");
            }
        }
    }

    private static String advice(ServiceClient client, String session) {
        return client.get("/api/runs/session-" + session + "/optimization_advice.md")
                .body();
    }

    private static String summary(ServiceClient client, String session) {
        return client.get("/api/runs/session-" + session + "/summary.md").body();
    }

    /** The number of the call that the summary names first among the worst. */
    private static int worst(ServiceClient client, String session) {
        Matcher question = Pattern.compile("bridge (\\d+)")
                .matcher(summary(client, session).split("## Worst calls")[1]);
        assertThat(question.find()).isTrue();
        return Integer.parseInt(question.group(1));
    }

    private static String verdict(ServiceClient client, String base, String other) {
        return client.read("/api/compare?run=" + base + "&run=" + other)
                .at("/runs/0/metrics/harmfulness/verdict")
                .asString();
    }
}
