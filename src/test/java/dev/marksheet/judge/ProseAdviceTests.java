package dev.marksheet.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marksheet.ServiceClient;
import dev.marksheet.judge.llm.FakeEndpoint;
import dev.marksheet.judge.llm.FakeModel;
import dev.marksheet.judge.llm.ServiceOnEndpoint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The judge's prose in the report, seen through the whole service. */
class ProseAdviceTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String PROSE = "It misses the year.";

    @TempDir
    Path outputs;

    private static FakeEndpoint.Response advice(
            FakeEndpoint.Request request, List<String> figures, CountDownLatch release) {
        if (!request.body().toString().contains("\"advice\"")) {
            return FakeModel.answer(request);
        }
        figures.add(request.message(1));
        if (figures.size() == 1) {
            // The other calls end while the first attempt is under way, and that comes to nothing.
            FakeEndpoint.hold(release);
            return FakeEndpoint.Response.of(400, "{\"error\":{\"message\":\"not now\"}}");
        }
        return FakeModel.answer(request);
    }

    @Test
    void standsInTheReportAndHasSeenAllCallsThoughTheFirstAttemptFailed() {
        List<String> figures = new CopyOnWriteArrayList<>();
        CountDownLatch release = new CountDownLatch(1);
        try (FakeEndpoint endpoint = new FakeEndpoint()) {
            endpoint.otherwise(request -> advice(request, figures, release));
            try (ServiceOnEndpoint service =
                    ServiceOnEndpoint.start(outputs, endpoint.baseUrl(), "--marksheet.advice.model=judge-1")) {
                ServiceClient client = service.client();
                score(client, 1, 9);
                assertThat(figures).isEmpty();

                score(client, 10, 10);
                await().atMost(PATIENCE).until(() -> figures.size() == 1);
                score(client, 11, 20);
                release.countDown();

                await().atMost(PATIENCE).until(() -> document(client).contains(PROSE));
                assertThat(document(client)).contains("## What the judge says", "when 20 of the 20 ended calls");
                assertThat(figures).hasSize(2).last().asString().contains("calls: 20 completed", "% interval");
                assertShowsBadCalls(figures.get(1));
                assertThat(requests(client)).isEqualTo(metricRequests(client) + 2);
                assertThat(page(client)).contains(PROSE);
            } finally {
                release.countDown();
            }
        }
    }

    /** They stand in a piece of their own, each in a line, so that none of their words passes for ours. */
    private static void assertShowsBadCalls(String message) {
        String calls = FakeModel.section(message, "worst calls");
        assertThat(calls.lines().filter(line -> line.startsWith("{\"call\":\"session-score-")))
                .isNotEmpty()
                .hasSizeLessThanOrEqualTo(5)
                .allSatisfy(line -> assertThat(line)
                        .contains("\"question\":\"When did bridge", "\"answer\":\"Bridge", "\"faithfulness\":\"0.")
                        .contains("because of its words"));
        assertThat(FakeModel.section(message, "figures")).doesNotContain("bridge");
    }

    private static long requests(ServiceClient client) {
        return client.read("/api/score/sessions/prose?jobs=none")
                .at("/total_usage/requests")
                .asLong();
    }

    private static long metricRequests(ServiceClient client) {
        JsonNode stats = client.read("/api/score/sessions/prose?jobs=none").get("metric_stats");
        long requests = 0;
        for (JsonNode stat : stats) {
            requests += stat.at("/usage/requests").asLong();
        }
        return requests;
    }

    private static void score(ServiceClient client, int from, int to) {
        List<JsonNode> accepted = IntStream.rangeClosed(from, to)
                .mapToObj(number -> client.submit(ServiceOnEndpoint.call("prose", number)))
                .toList();
        accepted.forEach(client::ended);
    }

    private static String document(ServiceClient client) {
        return client.get("/api/runs/session-prose/optimization_advice.md").body();
    }

    private static String page(ServiceClient client) {
        return client.get("/runs/session-prose", "Accept", "text/html", "Accept-Language", "en")
                .body();
    }
}
