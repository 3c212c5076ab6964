package dev.marksheet.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marksheet.ServiceClient;
import dev.marksheet.judge.llm.FakeEndpoint;
import dev.marksheet.judge.llm.FakeEndpoint.Response;
import dev.marksheet.judge.llm.FakeModel;
import dev.marksheet.judge.llm.ServiceOnEndpoint;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;

/**
 * What ends calls and sessions before their time, while the process is killed: one service with all cases, killed, and one
 * on the same folder that must have kept its word. {@code -Dcontrol.calls=5000} is the long form.
 */
class ControlCrashTests {

    private static final int CALLS = Integer.getInteger("control.calls", 300);
    private static final String SESSIONS = "/api/score/sessions/";
    private static final String UNWANTED = "unwanted bridge";

    /** Where a deleted session may have left something. */
    private static final List<String> TABLES = List.of(
            "job", "score", "job_metadata", "metric_stat", "signal_stat", "call_key", "session_deletion", "session");

    @TempDir
    Path folder;

    private final CountDownLatch answers = new CountDownLatch(1);
    private final FakeEndpoint endpoint = new FakeEndpoint().otherwise(request -> {
        FakeEndpoint.hold(answers);
        return Response.of(401, "{\"error\":{\"message\":\"wrong key\"}}");
    });

    @AfterEach
    void close() {
        answers.countDown();
        endpoint.close();
    }

    private ChildService launch() {
        return ChildService.start(
                folder.resolve("outputs"),
                "--marksheet.judge.base-url=" + endpoint.baseUrl(),
                "--marksheet.judge.model=judge-1",
                "--marksheet.judge.embedding-model=embed-1",
                "--marksheet.judge.max-attempts=1",
                "--marksheet.job.workers=4",
                "--marksheet.advice.model=");
    }

    @Test
    void keepItsWordAboutWhatWasDeletedCancelledAndHeldWhateverTheMomentOfTheCrash() {
        JsonNode row;
        JsonNode waiting;
        try (ChildService service = launch()) {
            row = service.client().ended(service.client().submit(local("gone")));
            waiting = fill(service.client());
            endCalls(service.client());
            service.kill();
        }
        endpoint.otherwise(FakeModel::answer);
        long asked = asked(UNWANTED);
        try (ChildService service = launch()) {
            assertGone(service.client(), row);
            assertCancelled(service.client());
            assertHeld(service.client(), waiting);
            await().until(() -> read(service.client(), "keyless", "/status_counts/completed")
                    .equals("3"));
            await().until(() -> service.log().contains("Nothing is left of session-gone"));
            assertThat(asked(UNWANTED)).as("questions about cancelled calls").isEqualTo(asked);
        }
        assertNothingIsLeft();
    }

    /** Sessions to delete, to cancel, to hold, and to go on with; the last call, which is held, is told. */
    private JsonNode fill(ServiceClient client) {
        submit(client, "gone", "deleted bridge", CALLS);
        submit(client, "kept", UNWANTED, CALLS);
        client.put(SESSIONS + "none", "{\"budget\": 0}");
        JsonNode waiting = client.submit(call("none", "bridge without budget", 1));
        answers.countDown();
        // Whoever waits while the key is wrong goes on with the right one, also over a restart.
        submit(client, "keyless", "bridge", 3);
        return waiting;
    }

    private static void endCalls(ServiceClient client) {
        assertThat(client.post(SESSIONS + "kept/cancel", "").body()).isEqualTo("{\"cancelled\":" + CALLS + "}");
        Thread deletion = new Thread(() -> deleteUntilCut(client));
        deletion.start();
        await().pollInterval(Duration.ofMillis(5))
                .until(() -> client.get(SESSIONS + "gone").statusCode() == 404);
    }

    private static void assertHeld(ServiceClient client, JsonNode waiting) {
        assertThat(client.read(waiting.get("job_url").asString()).get("status").asString())
                .isEqualTo("held");
        assertThat(read(client, "none", "/status")).isEqualTo("held");
    }

    private static String read(ServiceClient client, String session, String pointer) {
        return client.read(SESSIONS + session + "?jobs=none").at(pointer).asString();
    }

    private static void deleteUntilCut(ServiceClient client) {
        try {
            client.send("DELETE", SESSIONS + "gone");
        } catch (UncheckedIOException e) {
            // Killed before it answered.
        }
    }

    private static void assertGone(ServiceClient client, JsonNode row) {
        String run = "session-gone";
        for (String path : List.of(
                SESSIONS + "gone",
                "/api/runs/" + run,
                "/api/runs/" + run + "/scores.csv",
                "/runs/" + run,
                "/api/score/session/jobs/" + row.get("job_id").asString())) {
            assertThat(client.get(path).statusCode()).as(path).isEqualTo(404);
        }
    }

    private static void assertCancelled(ServiceClient client) {
        JsonNode kept = client.read(SESSIONS + "kept?jobs=none");
        assertThat(kept.get("status").asString()).isEqualTo("idle");
        assertThat(kept.at("/status_counts/cancelled").asInt()).isEqualTo(CALLS);
        assertThat(kept.get("call_count").asInt()).isEqualTo(CALLS);
        assertThat(client.get("/api/runs/session-kept/scores.csv")
                        .body()
                        .lines()
                        .count())
                .as("a header at most")
                .isLessThanOrEqualTo(1);
    }

    private void assertNothingIsLeft() {
        JdbcClient database =
                JdbcClient.create(new DriverManagerDataSource("jdbc:sqlite:" + folder.resolve("outputs/marksheet.db")));
        Map<String, Long> left = new HashMap<>();
        TABLES.forEach(table ->
                left.put(table, count(database, "select count(*) from " + table + " where run_id = 'session-gone'")));
        for (String table : List.of("job_request", "job_evidence", "job_answer", "job_attempt")) {
            left.put(
                    table,
                    count(
                            database,
                            "select count(*) from " + table + " t where not exists"
                                    + " (select 1 from job j where j.job_id = t.job_id)"));
        }
        assertThat(left.values()).as("%s", left).containsOnly(0L);
        assertThat(folder.resolve("outputs/score-session/session-gone")).doesNotExist();
    }

    private static long count(JdbcClient database, String query) {
        return database.sql(query).query(Long.class).single();
    }

    private long asked(String words) {
        return endpoint.received().stream()
                .filter(request -> request.body().toString().contains(words))
                .count();
    }

    private static void submit(ServiceClient client, String session, String words, int calls) {
        IntStream.range(0, calls).parallel().forEach(i -> client.submit(call(session, words, i)));
    }

    private static Map<String, Object> call(String session, String words, int number) {
        Map<String, Object> call = new HashMap<>(ServiceOnEndpoint.call(session, number));
        call.put("question", "When was the " + words + " number " + number + " opened?");
        return call;
    }

    private static Map<String, Object> local(String session) {
        Map<String, Object> call = call(session, "bridge", 0);
        call.put("judge_model", "local");
        call.put("embedding_model", "local");
        return call;
    }
}
