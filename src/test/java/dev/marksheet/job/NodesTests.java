package dev.marksheet.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marksheet.EventClient;
import dev.marksheet.ServiceClient;
import dev.marksheet.store.PostgresqlServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Three server processes on one PostgreSQL, under load, while processes and database are treated badly. Short as it stands;
 * {@code -Dnodes.calls=3000 -Dnodes.sessions=30 -Dnodes.pause=10s} is the long form.
 */
class NodesTests {

    private static final int CALLS = Integer.getInteger("nodes.calls", 1000);
    private static final int SESSIONS = Integer.getInteger("nodes.sessions", 10);
    private static final Duration PAUSE = Duration.parse("PT" + System.getProperty("nodes.pause", "3s"));
    private static final int WORKERS = 4;
    private static final List<String> FILES =
            List.of("scores.csv", "summary.md", "optimization_advice.md", "metadata.json");
    private static final Duration TAKEN_OVER = Duration.ofSeconds(5);

    @TempDir
    Path folder;

    private PostgresqlServer postgresql;
    private String url;
    private SlowJudge judge;
    private final List<ChildService> nodes = new ArrayList<>();
    private NodesLoad load;

    @BeforeEach
    void startThreeNodes() {
        postgresql = PostgresqlServer.start();
        url = postgresql.newDatabase();
        judge = new SlowJudge(Duration.ofMillis(50));
        IntStream.range(0, 3).forEach(i -> nodes.add(launch()));
        nodes.forEach(ChildService::awaitReady);
        load = new NodesLoad(nodes, CALLS, SESSIONS);
    }

    @AfterEach
    void stopAll() {
        load.close();
        nodes.forEach(ChildService::close);
        judge.close();
        postgresql.close();
    }

    private ChildService launch() {
        return ChildService.launch(
                folder.resolve("outputs"),
                "--spring.datasource.url=" + url,
                "--marksheet.outputs-shared=true",
                "--marksheet.drain=1s",
                "--marksheet.judge.base-url=" + judge.baseUrl(),
                "--marksheet.judge.max-concurrency=" + WORKERS,
                "--marksheet.job.workers=" + WORKERS,
                "--marksheet.metrics=aspect_critic",
                "--marksheet.advice.model=");
    }

    @Test
    void endsEveryAcknowledgedCallOnceWhateverHappensToNodesAndDatabase() throws Exception {
        assertThatAnyNodeTakesAnyRequest();
        load.start();
        List<Duration> takenOver = new ArrayList<>();
        for (int kill = 1; kill <= 2; kill++) {
            awaitEnded(CALLS * kill / 7);
            takenOver.add(killAndRestart(1));
        }
        awaitEnded(CALLS * 3 / 7);
        pausePostgresql();
        awaitEnded(CALLS * 4 / 7);
        restartPostgresql();
        awaitEnded(CALLS * 5 / 7);
        stopInOrder(nodes.get(2));
        load.join();
        awaitEnded(stored());

        System.out.printf(
                "nodes: %d calls acknowledged, %d attempts refused or cut off, %d calls stored, %d judge questions,"
                        + " victims' work taken over after %s%n",
                load.acknowledged().size(), load.refusals(), stored(), judge.questions(), takenOver);
        assertWhole();
        assertThat(takenOver).allMatch(time -> time.compareTo(TAKEN_OVER) < 0);
        int caught = 2 * WORKERS + 2 * 3 * WORKERS;
        assertThat(judge.questions()).isBetween(stored(), stored() + caught);
    }

    private void assertThatAnyNodeTakesAnyRequest() throws IOException {
        JsonNode accepted = nodes.get(0).client().submit(NodesLoad.call("shown", 1));
        try (EventClient watched = nodes.get(2).client().events("/api/score/sessions/shown/events")) {
            watched.next(
                    event -> event.json().get("status_counts").get("completed").asInt() == 1);
        }
        CompletableFuture<HttpResponse<String>> gate = nodes.get(2)
                .client()
                .getLater("/api/score/sessions/shown/gate?aspect_critic=0.5&rule=mean&expect=2&wait=60");
        nodes.get(1).client().submit(NodesLoad.call("shown", 2));
        assertThat(gate.join().body()).containsAnyOf("\"PASS\"", "\"FAIL\"");
        JsonNode job = nodes.get(1).client().ended(accepted);
        assertThat(job.get("status").asString()).isEqualTo("completed");
    }

    private void stopInOrder(ChildService node) {
        int refused = load.refusals();
        node.stop();
        assertThat(load.refusals()).as("refusals while a node stopped in order").isEqualTo(refused);
    }

    /** How long it took until each of the victim's calls was worked on elsewhere or had ended. */
    private Duration killAndRestart(int index) {
        ChildService victim = nodes.get(index);
        victim.kill();
        long killed = System.nanoTime();
        Set<String> orphans = Set.copyOf(tasks("picked_by like '" + victim.pid() + "@%'"));
        nodes.set(index, launch());
        until(() -> tasks("picked_by like '" + victim.pid() + "@%'").isEmpty());
        Duration time = Duration.ofNanos(System.nanoTime() - killed);
        System.out.printf("nodes: killed one with %d calls at work%n", orphans.size());
        nodes.get(index).awaitReady();
        return time;
    }

    private void pausePostgresql() throws InterruptedException {
        postgresql.pause();
        Thread.sleep(PAUSE.toMillis());
        postgresql.resume();
    }

    private void restartPostgresql() {
        postgresql.kill();
        await().atMost(Duration.ofSeconds(20)).untilAsserted(this::assertAsksToComeAgain);
        postgresql.restart();
    }

    private void assertAsksToComeAgain() {
        var response = nodes.get(0).client().post("/api/score/session_async", NodesLoad.call("refused", 1));
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).isPresent();
    }

    private void assertWhole() throws IOException {
        ServiceClient client = nodes.get(0).client();
        for (int session = 0; session < SESSIONS; session++) {
            load.assertWhole(client, "load-" + session);
            Path run = folder.resolve("outputs/score-session/session-load-" + session);
            for (String name : FILES) {
                byte[] download = client.download("/api/runs/session-load-" + session + "/" + name)
                        .body();
                assertThat(Files.readString(run.resolve(name))).isEqualTo(new String(download, StandardCharsets.UTF_8));
            }
        }
        assertThat(tasks("true")).isEmpty();
    }

    private int stored() {
        return PostgresqlServer.sql(url)
                .sql("select count(*) from job")
                .query(Integer.class)
                .single();
    }

    private List<String> tasks(String condition) {
        return PostgresqlServer.sql(url)
                .sql("select task_instance from scheduled_tasks where " + condition)
                .query(String.class)
                .list();
    }

    private void awaitEnded(int count) {
        until(() -> PostgresqlServer.sql(url)
                        .sql("select count(*) from job where status in ('completed', 'failed')")
                        .query(Integer.class)
                        .single()
                >= count);
    }

    private static void until(BooleanSupplier condition) {
        await().pollInterval(Duration.ofMillis(50))
                .atMost(Duration.ofMinutes(5))
                .ignoreExceptions()
                .until(condition::getAsBoolean);
    }
}
