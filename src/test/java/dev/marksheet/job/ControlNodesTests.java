package dev.marksheet.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marksheet.ServiceClient;
import dev.marksheet.judge.llm.FakeEndpoint;
import dev.marksheet.judge.llm.FakeEndpoint.Request;
import dev.marksheet.judge.llm.FakeEndpoint.Response;
import dev.marksheet.judge.llm.ServiceOnEndpoint;
import dev.marksheet.store.PostgresqlServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * What one node ends or holds back while others work on it. The judge never answers about bridges that nobody wants, and
 * about steady ones only when all workers of both nodes ask at once. Where a node is slow another may take its call over and
 * ask once more.
 */
class ControlNodesTests {

    private static final int WORKERS = 4;
    private static final int ALL_WORKERS = 2 * WORKERS;
    private static final String SESSIONS = "/api/score/sessions/";
    private static final String UNWANTED = "unwanted bridge";
    private static final String STEADY = "steady bridge";

    /** Each call costs 18 tokens at the endpoint, and so 1. */
    private static final String PRICE = String.valueOf(1_000_000.0 / 18);

    @TempDir
    static Path folder;

    private static final CountDownLatch END = new CountDownLatch(1);
    private static final CountDownLatch AFTER = new CountDownLatch(ALL_WORKERS);
    private static final CountDownLatch ANEW = new CountDownLatch(ALL_WORKERS);
    private static final FakeEndpoint ENDPOINT = new FakeEndpoint().otherwise(ControlNodesTests::answer);
    private static List<ChildService> nodes = List.of();

    @BeforeAll
    static void startTwoNodes() {
        String url = PostgresqlServer.shared().newDatabase();
        nodes = IntStream.range(0, 2).mapToObj(i -> launch(url)).toList();
        nodes.forEach(ChildService::awaitReady);
    }

    @AfterAll
    static void stop() {
        END.countDown();
        nodes.forEach(ChildService::close);
        ENDPOINT.close();
    }

    private static ChildService launch(String url) {
        return ChildService.launch(
                folder.resolve("outputs"),
                "--spring.datasource.url=" + url,
                "--marksheet.outputs-shared=true",
                "--marksheet.judge.base-url=" + ENDPOINT.baseUrl(),
                "--marksheet.judge.model=judge-1",
                "--marksheet.judge.prices.judge-1.input=" + PRICE,
                "--marksheet.judge.prices.judge-1.output=" + PRICE,
                "--marksheet.judge.max-attempts=1",
                "--marksheet.job.workers=" + WORKERS,
                "--marksheet.advice.model=");
    }

    private static Response answer(Request request) {
        String words = request.body().toString();
        if (words.contains(UNWANTED)) {
            FakeEndpoint.hold(END);
        } else if (words.contains(STEADY)) {
            CountDownLatch together = words.contains("of after ") ? AFTER : ANEW;
            together.countDown();
            FakeEndpoint.hold(together);
        }
        return Response.saying("{\"reason\":\"as asked\",\"score\":1}");
    }

    private static ServiceClient first() {
        return nodes.get(0).client();
    }

    private static ServiceClient second() {
        return nodes.get(1).client();
    }

    @Test
    void stopTheRequestsOfCallsThatAnotherNodeCancels() {
        submit("cancelled", UNWANTED, 3 * ALL_WORKERS);
        awaitAsked("cancelled", ALL_WORKERS);

        assertThat(first().post(SESSIONS + "cancelled/cancel", "").body())
                .isEqualTo("{\"cancelled\":" + 3 * ALL_WORKERS + "}");

        int asked = asked("cancelled");
        // All workers of both nodes are free again, though the judge has answered none of them.
        submit("after", STEADY, ALL_WORKERS);
        awaitCount("after", "completed", ALL_WORKERS);
        assertThat(asked("cancelled")).as("questions about cancelled calls").isEqualTo(asked);
        assertThat(count("cancelled", "cancelled")).isEqualTo(3 * ALL_WORKERS);
    }

    @Test
    void stopTheCallsOfASessionThatAnotherNodeDeletesAndBeginItAnew() {
        submit("deleted", UNWANTED, 2 * ALL_WORKERS);
        awaitAsked("deleted", ALL_WORKERS);

        assertThat(second().send("DELETE", SESSIONS + "deleted").statusCode()).isEqualTo(204);

        assertThat(first().get(SESSIONS + "deleted").statusCode()).isEqualTo(404);
        await().atMost(Duration.ofSeconds(60)).until(() -> isTaken("deleted", 0));
        IntStream.range(1, ALL_WORKERS).forEach(i -> first().submit(call("deleted", STEADY, i)));
        awaitCount("deleted", "completed", ALL_WORKERS);
        JsonNode anew = second().read(SESSIONS + "deleted");
        assertThat(anew.get("call_count").asInt()).isEqualTo(ALL_WORKERS);
        assertThat(anew.get("jobs")
                        .valueStream()
                        .map(job -> job.get("sample_id").asString()))
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, ALL_WORKERS)
                        .mapToObj(i -> "session-score-" + i)
                        .toList());
    }

    /** The rest of the former session may still be swept. */
    private static boolean isTaken(String session, int number) {
        return first().post("/api/score/session_async", ServiceClient.write(call(session, STEADY, number)))
                        .statusCode()
                == 202;
    }

    @Test
    void holdASessionBackAtItsBudgetTogether() {
        int calls = 4 * ALL_WORKERS;
        budget("5");
        submit("spent", "plain bridge", calls);
        awaitHeld(5);

        budget("12");
        awaitHeld(12);

        budget("null");
        awaitCount("spent", "completed", calls);
        assertThat(second().read(SESSIONS + "spent?jobs=none").get("cost").asDouble())
                .isEqualTo(calls);
    }

    private static void budget(String most) {
        assertThat(second().put(SESSIONS + "spent", "{\"budget\": " + most + "}")
                        .statusCode())
                .isIn(200, 201);
    }

    /** What is in flight when the budget is reached comes on top. */
    private static void awaitHeld(int budget) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            JsonNode session = first().read(SESSIONS + "spent?jobs=none");
            assertThat(session.get("status").asString()).as(session.toString()).isEqualTo("held");
            assertThat(session.at("/status_counts/running").asInt())
                    .as(session.toString())
                    .isZero();
            assertThat(session.at("/status_counts/completed").asInt())
                    .as(session.toString())
                    .isGreaterThanOrEqualTo(budget);
        });
        assertThat(first().read(SESSIONS + "spent?jobs=none").get("status").asString())
                .isEqualTo("held");
        assertThat(count("spent", "completed")).isBetween(budget, budget - 1 + ALL_WORKERS);
    }

    private static void awaitCount(String session, String status, int calls) {
        await().atMost(Duration.ofSeconds(60)).until(() -> count(session, status) == calls);
    }

    private static int count(String session, String status) {
        return first().read(SESSIONS + session + "?jobs=none")
                .at("/status_counts/" + status)
                .asInt();
    }

    private static void awaitAsked(String session, int calls) {
        await().atMost(Duration.ofSeconds(60)).until(() -> asked(session) >= calls);
    }

    private static int asked(String session) {
        return (int) ENDPOINT.received().stream()
                .filter(request -> request.body().toString().contains("of " + session + " "))
                .count();
    }

    private static void submit(String session, String words, int calls) {
        IntStream.range(0, calls)
                .forEach(i -> nodes.get(i % nodes.size()).client().submit(call(session, words, i)));
    }

    private static Map<String, Object> call(String session, String words, int number) {
        Map<String, Object> call = new LinkedHashMap<>(ServiceOnEndpoint.call(session, number));
        call.put("question", "When was the " + words + " number " + number + " of " + session + " opened?");
        call.put("metrics", List.of("aspect_critic"));
        return call;
    }
}
