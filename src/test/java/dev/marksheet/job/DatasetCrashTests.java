package dev.marksheet.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marksheet.ServiceClient;
import dev.marksheet.judge.llm.ServiceOnEndpoint;
import dev.marksheet.store.PostgresqlServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A dataset becomes calls, each row once and in order, although the process is killed in the middle of it. */
class DatasetCrashTests {

    private static final int ROWS = 400;

    @TempDir
    Path folder;

    @Test
    void feedsTheRestFromADatabaseFile() throws IOException {
        feedAndKill();
    }

    @Test
    void feedsTheRestFromPostgresql() throws IOException {
        try (PostgresqlServer postgresql = PostgresqlServer.start()) {
            feedAndKill("--spring.datasource.url=" + postgresql.newDatabase());
        }
    }

    private void feedAndKill(String... database) throws IOException {
        try (ChildService service = start(database)) {
            ServiceClient client = service.client();
            assertThat(client.upload("/api/datasets/golden", rows().getBytes(StandardCharsets.UTF_8))
                            .statusCode())
                    .isEqualTo(201);
            assertThat(score(client)).isEqualTo(202);
            await().pollInterval(Duration.ofMillis(2))
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> session(client).get("call_count").asInt() >= ROWS / 4);
            service.kill();
        }
        try (ServiceOnEndpoint service =
                ServiceOnEndpoint.withoutEndpoint(folder.resolve("outputs"), options(database))) {
            ServiceClient client = service.client();
            assertThat(session(client).get("call_count").asInt()).isLessThan(ROWS);
            assertThat(score(client)).as("ordered again, it is the same order").isEqualTo(202);
            await().pollInterval(Duration.ofMillis(100))
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> session(client).at("/status_counts/completed").asInt() == ROWS);
            assertWhole(client);
        }
    }

    private ChildService start(String... database) {
        return ChildService.start(folder.resolve("outputs"), options(database));
    }

    /** The queue is short, so that the rows come in small steps for as long as calls are scored. */
    private static String[] options(String... database) {
        return Stream.concat(
                        Stream.of("--marksheet.job.queue-capacity=50", "--marksheet.advice.model="),
                        Stream.of(database))
                .toArray(String[]::new);
    }

    private static String rows() {
        return IntStream.rangeClosed(1, ROWS)
                .mapToObj(row -> "{\"question\": \"When does room " + row + " open?\", \"answer\": \"At nine.\","
                        + " \"ground_truth\": \"At nine.\"}")
                .collect(Collectors.joining("\n"));
    }

    private static int score(ServiceClient client) {
        return client.post("/api/datasets/golden/score", Map.of("session_id", "fed", "metrics", List.of("exact_match")))
                .statusCode();
    }

    private static JsonNode session(ServiceClient client) {
        return client.read("/api/score/sessions/fed?jobs=none");
    }

    private static void assertWhole(ServiceClient client) throws IOException {
        List<String> numbers =
                IntStream.rangeClosed(1, ROWS).mapToObj(Integer::toString).toList();
        assertThat(client.read("/api/score/sessions/fed")
                        .get("jobs")
                        .valueStream()
                        .map(job -> job.get("item").asString()))
                .containsExactlyElementsOf(numbers);
        assertThat(Csv.rows(client, "fed"))
                .extracting(row -> row.get("sample_id"))
                .containsExactlyElementsOf(
                        numbers.stream().map(n -> "session-score-" + n).toList());
        assertThat(Csv.rows(client, "fed")).extracting(row -> row.get("job_id")).doesNotHaveDuplicates();
        assertThat(session(client).at("/metric_stats/exact_match/scored").asInt())
                .isEqualTo(ROWS);
    }
}
