package dev.marksheet.judge.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.marksheet.ServiceClient;
import dev.marksheet.judge.llm.FakeEndpoint.Request;
import dev.marksheet.judge.llm.FakeEndpoint.Response;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The gate over calls whose judge fails, is slow or is asked again. */
class GateJudgeTests {

    private static final int CALLS = 15;
    private static final double[] STAKES = {0.02, 0.05, 0.1, 0.2, 0.35, 0.55, 0.8};

    @TempDir
    static Path outputs;

    private static FakeEndpoint endpoint;
    private static ServiceOnEndpoint service;
    private static ServiceClient client;

    @BeforeAll
    static void start() {
        endpoint = new FakeEndpoint();
        service = ServiceOnEndpoint.start(
                outputs, endpoint.baseUrl(), "--marksheet.judge.max-attempts=1", "--marksheet.metrics=coherence");
        client = service.client();
    }

    /** Nobody's connection breaks at the stop: those who wait are told how it stands. */
    @AfterAll
    static void stop() throws Exception {
        ended(submit("stopped", 1));
        CompletableFuture<HttpResponse<String>> waiting =
                client.getLater("/api/score/sessions/stopped/gate?coherence=0.6&wait=600");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> client.get("/actuator/prometheus").body().contains("marksheet_gates_waiting 1.0"));
        service.close();
        endpoint.close();
        HttpResponse<String> answer = waiting.get(1, TimeUnit.SECONDS);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("UNDECIDED");
    }

    @BeforeEach
    void answerAll() {
        endpoint.otherwise(FakeModel::answer);
    }

    @Test
    void failedScoresCountForNeitherSideAndAreNotTheServicesDoing() {
        endpoint.otherwise(request -> isAbout(request, 3, 7) ? refused() : FakeModel.answer(request));
        ended(submit("failing", CALLS));

        JsonNode gate = gate("failing", "coherence=0.6&min_coverage=0.95");
        JsonNode criterion = gate.get("criteria").get(0);
        String junit = text("failing", "coherence=0.6&min_coverage=0.95&format=junit");

        assertThat(gate.get("verdict").asString()).isEqualTo("UNDECIDED");
        assertThat(gate.at("/calls/counted").asInt()).isEqualTo(CALLS);
        assertThat(criterion.get("scored").asInt()).isEqualTo(CALLS - 2);
        assertThat(criterion.get("failed").asInt()).isEqualTo(2);
        assertThat(criterion.get("coverage").asDouble()).isCloseTo(13 / 15.0, within(1e-6));
        assertThat(criterion.get("reason").asString()).startsWith("coverage 0.86 < 0.95");
        assertEvidence(criterion, 0.6);
        assertThat(junit).contains("errors=\"1\"", "<error message=\"coherence ");
        assertThat(gate("failing", "coherence=0.6&min_coverage=0.8")
                        .at("/criteria/0/reason")
                        .asString())
                .doesNotContain("coverage");
        assertRetried("failing");
    }

    /** 1 where the judge answered, and the worst for either side where it did not. */
    private static void assertEvidence(JsonNode criterion, double threshold) {
        double evidenceFor = evidence(i -> (isOneOf(i, 3, 7) ? 0 : 1) - threshold, threshold);
        double evidenceAgainst = evidence(i -> threshold - 1, 1 - threshold);
        assertThat(criterion.get("evidence_for").asDouble()).isCloseTo(evidenceFor, within(1e-9));
        assertThat(criterion.get("evidence_against").asDouble()).isCloseTo(evidenceAgainst, within(1e-9));
    }

    private interface Gain {
        double of(int call);
    }

    private static double evidence(Gain gain, double most) {
        return DoubleStream.of(STAKES)
                .map(stake -> IntStream.rangeClosed(1, CALLS)
                        .mapToDouble(i -> 1 + stake / most * gain.of(i))
                        .reduce(1, (a, b) -> a * b))
                .average()
                .orElseThrow();
    }

    /** What was counted is counted anew. */
    private void assertRetried(String session) {
        endpoint.otherwise(FakeModel::answer);
        assertThat(client.post("/api/score/sessions/" + session + "/retry", "").statusCode())
                .isEqualTo(202);
        JsonNode gate = await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> gate(session, "coherence=0.6&min_coverage=1"),
                        now -> now.at("/calls/open").asInt() == 0);

        assertThat(gate.get("verdict").asString()).isEqualTo("PASS");
        assertThat(gate.at("/criteria/0/coverage").asDouble()).isEqualTo(1);
        assertThat(gate.at("/criteria/0/failed").asInt()).isZero();
    }

    @Test
    void aJudgeThatAnswersNothingIsAnErrorInTestReports() {
        endpoint.otherwise(request -> refused());
        ended(submit("silent", 2));

        assertThat(text("silent", "coherence=0.6&format=text"))
                .startsWith("UNDECIDED  coherence — (> 0.6)  the judge gave no score on any of 2 calls");
        assertThat(text("silent", "coherence=0.6&format=junit")).contains("errors=\"1\"", "skipped=\"0\"");
    }

    @Test
    void callsCountUpToTheFirstThatIsOpenInTheOrderOfTheirAcceptance() throws Exception {
        CountDownLatch late = new CountDownLatch(1);
        endpoint.otherwise(request -> {
            if (isAbout(request, 3)) {
                FakeEndpoint.hold(late);
            }
            return FakeModel.answer(request);
        });
        List<JsonNode> calls = submit("order", CALLS);
        calls.stream().filter(call -> calls.indexOf(call) != 2).forEach(client::ended);
        CompletableFuture<HttpResponse<String>> waiting =
                client.getLater("/api/score/sessions/order/gate?coherence=0.6&wait=60");
        JsonNode before = gate("order", "coherence=0.6");
        assertThat(before.get("calls").toString()).isEqualTo("{\"counted\":2,\"open\":1,\"expected\":null}");
        assertThat(before.at("/criteria/0/scored").asInt()).isEqualTo(2);
        assertThat(before.at("/criteria/0/reason").asString()).startsWith("1 of 15 calls is still open; about ");
        assertThat(waiting).isNotDone();

        String job = calls.get(2).get("job_id").asString();
        assertThat(client.send("DELETE", "/api/score/session/jobs/" + job).statusCode())
                .isEqualTo(204);
        JsonNode after = ServiceClient.json(waiting.get(20, TimeUnit.SECONDS));
        late.countDown();

        assertThat(after.get("verdict").asString()).isEqualTo("PASS");
        assertThat(after.get("calls").toString()).isEqualTo("{\"counted\":14,\"open\":0,\"expected\":null}");
    }

    @Test
    void thoseWhoWaitForADeletedSessionAreToldSo() throws Exception {
        ended(submit("deleted", 1));
        String path = "/api/score/sessions/deleted/gate?coherence=0.6&wait=60";
        CompletableFuture<HttpResponse<String>> waiting = client.getLater(path);
        assertThat(gate("deleted", "coherence=0.6").get("verdict").asString()).isEqualTo("UNDECIDED");
        client.send("DELETE", "/api/score/sessions/deleted");

        assertThat(waiting.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(404);
        assertThat(client.get(path).statusCode()).isEqualTo(404);
    }

    private static boolean isAbout(Request request, int... calls) {
        return IntStream.of(calls).anyMatch(call -> request.message(1).contains("ridge " + call + " "));
    }

    private static boolean isOneOf(int call, int... calls) {
        return IntStream.of(calls).anyMatch(one -> one == call);
    }

    private static Response refused() {
        return Response.of(400, "{\"error\":{\"message\":\"the text was filtered\"}}");
    }

    private static List<JsonNode> submit(String session, int calls) {
        return IntStream.rangeClosed(1, calls)
                .mapToObj(i -> client.submit(ServiceOnEndpoint.call(session, i)))
                .toList();
    }

    private static void ended(List<JsonNode> calls) {
        calls.forEach(client::ended);
    }

    private static JsonNode gate(String session, String query) {
        return client.read("/api/score/sessions/" + session + "/gate?" + query);
    }

    private static String text(String session, String query) {
        return client.get("/api/score/sessions/" + session + "/gate?" + query).body();
    }
}
