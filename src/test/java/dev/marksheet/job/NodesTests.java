package dev.marksheet.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marksheet.ServiceClient;
import dev.marksheet.store.PostgresqlServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three server processes on one PostgreSQL, under load, while processes and database are treated badly. Short as it stands;
 * {@code -Dnodes.calls=3000 -Dnodes.sessions=30 -Dnodes.pause=10s} is the long form.
 */
class NodesTests {

    private static final int CALLS = Integer.getInteger("nodes.calls", 600);
    private static final int SESSIONS = Integer.getInteger("nodes.sessions", 10);
    private static final Duration PAUSE = Duration.parse("PT" + System.getProperty("nodes.pause", "3s"));
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
        nodes.forEach(ChildService::close);
        judge.close();
        postgresql.close();
    }

    private ChildService launch() {
        return ChildService.launch(
                folder.resolve("outputs" + nodes.size()),
                "--spring.datasource.url=" + url,
                "--marksheet.judge.base-url=" + judge.baseUrl(),
                "--marksheet.judge.max-concurrency=8",
                "--marksheet.job.workers=8",
                "--marksheet.metrics=aspect_critic",
                "--marksheet.advice.model=");
    }

    @Test
    void endsEveryAcknowledgedCallOnceWhileNodesAreKilledRestartedAndStopped() throws Exception {
        Thread sending = load.start();
        List<Duration> takenOver = new ArrayList<>();
        for (int kill = 1; kill <= 2; kill++) {
            awaitEnded(CALLS * kill / 5);
            takenOver.add(killAndRestart(1));
        }
        awaitEnded(CALLS * 3 / 5);
        nodes.get(2).stop();
        sending.join();
        awaitEnded(load.acknowledged().size());

        System.out.printf(
                "nodes: %d calls acknowledged, %d judge questions, victims' work taken over after %s%n",
                load.acknowledged().size(), judge.questions(), takenOver);
        assertWhole();
        assertThat(takenOver).allMatch(time -> time.compareTo(TAKEN_OVER) < 0);
        int caught = 3 * 8;
        assertThat(judge.questions()).isBetween(rows(), rows() + caught);
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

    @Test
    void losesNothingWhenPostgresqlStandsStillAndWhenItDies() throws Exception {
        Thread sending = load.start();
        awaitEnded(CALLS / 5);
        postgresql.pause();
        Thread.sleep(PAUSE.toMillis());
        postgresql.resume();
        awaitEnded(CALLS / 2);
        postgresql.kill();
        await().atMost(Duration.ofSeconds(20)).untilAsserted(this::assertAsksToComeAgain);
        postgresql.restart();
        sending.join();
        awaitEnded(load.acknowledged().size());

        System.out.printf(
                "database: %d calls acknowledged, %d refusals, %d judge questions%n",
                load.acknowledged().size(), load.refusals(), judge.questions());
        assertWhole();
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
        }
        assertThat(tasks("true")).isEmpty();
    }

    private int rows() {
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
