package dev.marksheet.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marksheet.ServiceClient;
import dev.marksheet.judge.llm.ServiceOnEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class CrashTests {

    private static final int CRASHES = 3;
    private static final List<String> SESSIONS = List.of("one", "two", "three");

    @TempDir
    Path folder;

    Path outputs;

    @BeforeEach
    void nameTheOutputsFolder() {
        outputs = folder.resolve("outputs");
    }

    @Test
    void endsEveryAcknowledgedCallExactlyOnceWhateverTheMomentOfTheCrash() throws Exception {
        Map<String, String> acknowledged = new ConcurrentHashMap<>();
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < CRASHES; i++) {
            killUnderLoad(acknowledged, 20 + random.nextInt(80));
        }
        try (ServiceOnEndpoint service = unkilled()) {
            ServiceClient client = service.client();
            SESSIONS.forEach(session -> awaitIdle(client, session));
            for (String session : SESSIONS) {
                assertWhole(client, session, acknowledged, seed);
            }
        }
    }

    @Test
    void knowsACallByItsKeyAfterACrash() {
        JsonNode first;
        try (ChildService service = ChildService.start(outputs)) {
            first = ServiceClient.json(
                    service.client().post("/api/score/session_async", call("keyed"), "Idempotency-Key", "row 1"));
            service.kill();
        }
        try (ServiceOnEndpoint service = unkilled()) {
            ServiceClient client = service.client();

            HttpResponse<String> again =
                    client.post("/api/score/session_async", call("keyed"), "Idempotency-Key", "row 1");

            assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
            assertThat(ServiceClient.json(again)).isEqualTo(first);
            client.ended(first);
            assertThat(client.read("/api/score/sessions/keyed").get("jobs")).hasSize(1);
        }
    }

    /** One that nobody kills needs no process of its own. */
    private ServiceOnEndpoint unkilled() {
        return ServiceOnEndpoint.withoutEndpoint(outputs, "--marksheet.metrics=faithfulness");
    }

    private void killUnderLoad(Map<String, String> acknowledged, int calls) throws InterruptedException {
        try (ChildService service = ChildService.start(outputs)) {
            int target = acknowledged.size() + calls;
            List<Thread> senders = SESSIONS.stream()
                    .map(session -> new Thread(() -> sendUntilCut(service.client(), session, acknowledged)))
                    .toList();
            senders.forEach(Thread::start);
            await().pollInterval(Duration.ofMillis(1))
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> acknowledged.size() >= target);
            service.kill();
            for (Thread sender : senders) {
                sender.join();
            }
        }
    }

    private static void sendUntilCut(ServiceClient client, String session, Map<String, String> acknowledged) {
        try {
            while (true) {
                acknowledged.put(client.submit(call(session)).get("job_id").asString(), session);
            }
        } catch (UncheckedIOException e) {
            // The connection was cut: that is the end of this sender's work.
            assertThat(e.getCause()).isInstanceOf(IOException.class);
        }
    }

    private static void assertWhole(ServiceClient client, String session, Map<String, String> acknowledged, long seed)
            throws IOException {
        JsonNode report = client.read("/api/score/sessions/" + session);
        List<JsonNode> jobs = report.get("jobs").valueStream().toList();
        int count = jobs.size();

        assertThat(jobs).as("seed %d", seed).allMatch(job -> text(job, "status").equals("completed"));
        Set<String> ids =
                Set.copyOf(jobs.stream().map(job -> text(job, "job_id")).toList());
        assertThat(ids).hasSize(count);
        acknowledged.forEach((job, of) -> assertThat(!of.equals(session) || ids.contains(job))
                .as("acknowledged job %s of %s is known", job, session)
                .isTrue());
        assertThat(jobs.stream().map(job -> text(job, "sample_id")))
                .containsExactlyInAnyOrderElementsOf(samples(count));
        assertThat(report.get("call_count").asInt()).isEqualTo(count);
        assertThat(report.get("status_counts").get("completed").asInt()).isEqualTo(count);
        assertThat(report.get("status_counts").get("failed").asInt()).isZero();
        assertThat(report.get("metric_stats").get("faithfulness").get("scored").asInt())
                .isEqualTo(count);
        List<CSVRecord> rows = Csv.rows(client, session);
        assertThat(rows).extracting(row -> row.get("sample_id")).isEqualTo(samples(count));
        assertThat(rows).extracting(row -> row.get("job_id")).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void resumesQueuedCallsAfterAnOrderlyStop() throws IOException {
        int calls = 150;
        try (ChildService service =
                ChildService.start(outputs, "--marksheet.job.workers=1", "--marksheet.job.grace=1ms")) {
            IntStream.range(0, calls).parallel().forEach(i -> service.client().submit(call("queued")));
            service.stop();
        }
        try (ChildService service = ChildService.start(outputs)) {
            awaitIdle(service.client(), "queued");

            assertThat(service.log()).contains("calls are resumed");
            assertThat(Csv.rows(service.client(), "queued"))
                    .extracting(row -> row.get("sample_id"))
                    .isEqualTo(samples(calls));
        }
    }

    @Test
    void cutsOffAHalfLineAtTheNextDownloadAndAtTheNextRow() throws IOException {
        try (ServiceOnEndpoint service = unkilled()) {
            scoreTwo(service.client());
        }
        byte[] whole = Files.readAllBytes(scores());
        append("session-score-3,\"half a li");
        try (ServiceOnEndpoint service = unkilled()) {
            assertThat(service.client()
                            .download("/api/runs/session-file/scores.csv")
                            .body())
                    .isEqualTo(whole);
            append("session-score-3,\"another ha");
            scoreOne(service.client());

            assertThat(Files.readAllBytes(scores())).startsWith(whole);
            assertThat(Csv.rows(Files.readString(scores())))
                    .extracting(row -> row.get("sample_id"))
                    .isEqualTo(samples(3));
        }
    }

    @Test
    void rebuildsAMissingOrShortenedScoresFile() throws IOException {
        try (ServiceOnEndpoint service = unkilled()) {
            ServiceClient client = service.client();
            scoreTwo(client);
            byte[] whole = Files.readAllBytes(scores());

            Files.delete(scores());
            assertThat(client.download("/api/runs/session-file/scores.csv").body())
                    .isEqualTo(whole);
            Files.write(scores(), new byte[] {whole[0]});
            scoreOne(client);

            assertThat(Files.readAllBytes(scores())).startsWith(whole);
            assertThat(Csv.rows(Files.readString(scores())))
                    .extracting(row -> row.get("sample_id"))
                    .isEqualTo(samples(3));
        }
    }

    @Test
    void turnsASecondProcessOnTheSameFolderAway() {
        try (ServiceOnEndpoint first = unkilled();
                ChildService second = ChildService.launch(outputs)) {
            assertThat(second.exitCode()).isNotZero();
            assertThat(second.log())
                    .contains("is in use by another Marksheet process", "--marksheet.outputs-dir")
                    .doesNotContain("\tat ");
            scoreOne(first.client());
        }
    }

    private Path scores() {
        return outputs.resolve("score-session/session-file/scores.csv");
    }

    private void append(String text) throws IOException {
        Files.writeString(scores(), text, StandardOpenOption.APPEND);
    }

    private static void scoreTwo(ServiceClient client) {
        scoreOne(client);
        scoreOne(client);
    }

    private static void scoreOne(ServiceClient client) {
        assertThat(text(client.ended(client.submit(call("file"))), "status")).isEqualTo("completed");
    }

    private static void awaitIdle(ServiceClient client, String session) {
        await().pollInterval(Duration.ofMillis(100))
                .atMost(Duration.ofSeconds(120))
                .until(() -> {
                    JsonNode counts = client.read("/api/score/sessions/" + session + "?jobs=none")
                            .get("status_counts");
                    return counts.get("queued").asInt() + counts.get("running").asInt() == 0;
                });
    }

    private static List<String> samples(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(n -> "session-score-" + n)
                .toList();
    }

    private static Map<String, Object> call(String session) {
        return Map.of(
                "session_id",
                session,
                "question",
                "When did the bridge open?",
                "answer",
                "The bridge opened in 1894, \"after\" a storm.\nIt was late.",
                "contexts",
                List.of("The bridge opened in 1894 after eight years of work.", "A storm had delayed it."));
    }

    private static String text(JsonNode node, String field) {
        return node.get(field).asString();
    }
}
