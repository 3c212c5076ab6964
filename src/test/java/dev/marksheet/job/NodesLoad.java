package dev.marksheet.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.marksheet.ServiceClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVRecord;
import tools.jackson.databind.JsonNode;

/**
 * Sends calls to several nodes through what a load balancer does: nodes that are not ready are left out, and who is
 * refused or cut off tries the next.
 */
final class NodesLoad implements AutoCloseable {

    private static final int SENDERS = 8;
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final List<ChildService> nodes;
    private final int calls;
    private final int sessions;
    private final Map<String, Integer> acknowledged = new ConcurrentHashMap<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private final AtomicInteger turn = new AtomicInteger();
    private final ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
    private final ScheduledExecutorService health = Executors.newSingleThreadScheduledExecutor();
    private volatile List<ChildService> ready = List.of();
    private volatile CompletableFuture<Void> sending = new CompletableFuture<>();

    /** @param nodes the nodes, which may be replaced while the load runs */
    NodesLoad(List<ChildService> nodes, int calls, int sessions) {
        this.nodes = nodes;
        this.calls = calls;
        this.sessions = sessions;
    }

    /** Begins to send. */
    void start() {
        sending = CompletableFuture.allOf(IntStream.range(0, calls)
                .mapToObj(call -> CompletableFuture.runAsync(() -> send(call), senders))
                .toArray(CompletableFuture<?>[]::new));
        health.scheduleWithFixedDelay(this::lookAround, 0, 50, TimeUnit.MILLISECONDS);
    }

    /** Waits until every call has been acknowledged once. */
    void join() {
        sending.orTimeout(LONGEST.toMinutes(), TimeUnit.MINUTES).join();
    }

    private void lookAround() {
        ready = nodes.stream().filter(ChildService::isReady).toList();
    }

    private void send(int call) {
        await().pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .atMost(LONGEST)
                .until(() -> isTaken(call));
    }

    private boolean isTaken(int call) {
        List<ChildService> now = ready;
        try {
            if (!now.isEmpty() && isAcknowledged(now.get(turn.getAndIncrement() % now.size()), call)) {
                return true;
            }
        } catch (UncheckedIOException e) {
            // The node is gone: what it has not acknowledged is sent again.
        }
        refusals.incrementAndGet();
        return false;
    }

    private boolean isAcknowledged(ChildService node, int call) {
        HttpResponse<String> response =
                node.client().post("/api/score/session_async", call("load-" + call % sessions, call));
        if (response.statusCode() == 202) {
            acknowledged.put(ServiceClient.json(response).get("job_id").asString(), call);
            return true;
        }
        assertThat(response.statusCode()).as(response.body()).isEqualTo(503);
        return false;
    }

    @Override
    public void close() {
        health.shutdownNow();
        senders.shutdownNow();
    }

    static Map<String, Object> call(String session, int number) {
        return Map.of(
                "session_id",
                session,
                "question",
                "What is said in call %d?".formatted(number),
                "answer",
                "That, \"and\" this.");
    }

    /** Job ids with their call's number. */
    Map<String, Integer> acknowledged() {
        return acknowledged;
    }

    int refusals() {
        return refusals.get();
    }

    /** Whether all that was acknowledged has ended once, in rows without gap or twin, and the figures are those of the rows. */
    void assertWhole(ServiceClient client, String session) throws IOException {
        JsonNode report = client.read("/api/score/sessions/" + session);
        List<JsonNode> jobs = report.get("jobs").valueStream().toList();
        assertThat(jobs).allMatch(job -> job.get("status").asString().equals("completed"));
        Set<String> ids = jobs.stream().map(job -> job.get("job_id").asString()).collect(Collectors.toSet());
        assertThat(ids).hasSize(jobs.size());
        assertThat(ids).containsAll(acknowledgedOf(session));

        List<CSVRecord> rows = Csv.rows(client, session);
        assertThat(rows)
                .extracting(row -> row.get("sample_id"))
                .isEqualTo(IntStream.rangeClosed(1, jobs.size())
                        .mapToObj(n -> "session-score-" + n)
                        .toList());
        assertThat(rows).extracting(row -> row.get("job_id")).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(rows).allMatch(row -> Double.parseDouble(row.get("aspect_critic")) == SlowJudge.score(number(row)));
        assertFigures(report, rows);
    }

    private static void assertFigures(JsonNode report, List<CSVRecord> rows) {
        double mean = rows.stream()
                .mapToDouble(row -> Double.parseDouble(row.get("aspect_critic")))
                .average()
                .orElseThrow();
        assertThat(report.get("metric_means").get("aspect_critic").asDouble()).isCloseTo(mean, within(0.00005001));
        assertThat(report.get("metric_stats").get("aspect_critic").get("scored").asInt())
                .isEqualTo(rows.size());
        assertThat(report.get("status_counts").get("completed").asInt()).isEqualTo(rows.size());
        assertThat(report.get("status_counts").get("running").asInt()).isZero();
        assertThat(report.get("status_counts").get("queued").asInt()).isZero();
    }

    private List<String> acknowledgedOf(String session) {
        return acknowledged.entrySet().stream()
                .filter(e -> ("load-" + e.getValue() % sessions).equals(session))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static int number(CSVRecord row) {
        return Integer.parseInt(row.get("question").replaceAll("[^0-9]", ""));
    }
}
