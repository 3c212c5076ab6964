package dev.marksheet.job.removal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.marksheet.EventClient;
import dev.marksheet.ServiceClient;
import dev.marksheet.judge.llm.FakeEndpoint;
import dev.marksheet.judge.llm.ServiceOnEndpoint;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Sessions that are not wanted any more, whatever their calls are doing. The judge answers nothing before the end. */
class DeletionTests {

    private static final String SESSIONS = "/api/score/sessions/";
    private static final int READ_SESSIONS = 8;

    /** A quarter of it may be put there by an order. */
    private static final int CAPACITY = 32;

    @TempDir
    static Path outputs;

    private static final CountDownLatch ANSWERS = new CountDownLatch(1);
    private static final FakeEndpoint ENDPOINT = new FakeEndpoint().otherwise(request -> {
        try {
            ANSWERS.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return FakeEndpoint.Response.of(500, "too late");
    });
    private static ServiceOnEndpoint service;
    private static ServiceClient client;

    @BeforeAll
    static void start() {
        service = ServiceOnEndpoint.start(
                outputs,
                ENDPOINT.baseUrl(),
                "--marksheet.job.workers=2",
                "--marksheet.job.queue-capacity=" + CAPACITY,
                "--marksheet.metrics=faithfulness");
        client = service.client();
    }

    @AfterAll
    static void stop() {
        ANSWERS.countDown();
        service.close();
        ENDPOINT.close();
    }

    private static Map<String, Object> local(String session) {
        Map<String, Object> call = new LinkedHashMap<>(ServiceOnEndpoint.call(session, 1));
        call.put("judge_model", "local");
        call.put("embedding_model", "local");
        return call;
    }

    private static void assertDeleted(String path) {
        HttpResponse<String> deleted = client.send("DELETE", path);
        assertThat(deleted.statusCode()).as(deleted.body()).isEqualTo(204);
    }

    @Test
    void leavesNothingOfASessionAndBeginsItAnew() {
        String path = SESSIONS + ServiceClient.encode("nightly/二");
        JsonNode completed = client.ended(client.submit(local("nightly/二")));
        String run = completed.get("run_id").asString();
        Path folder = outputs.resolve("score-session").resolve(run);
        assertThat(folder.resolve("scores.csv")).exists();
        String tag = client.get(path).headers().firstValue("ETag").orElseThrow();

        assertDeleted(path);

        assertThat(folder).doesNotExist();
        assertGone(path, run, completed.get("job_id").asString());
        assertThat(client.send("DELETE", path).statusCode()).isEqualTo(404);
        assertThat(client.get("/api/score/sessions").body()).doesNotContain(run);
        assertBeginsAnew(path, run, tag);
    }

    private static void assertGone(String path, String run, String job) {
        for (String gone : new String[] {
            path,
            path + "/events",
            "/api/runs/" + run,
            "/api/runs/" + run + "/scores.csv",
            "/api/runs/" + run + "/summary.md",
            "/api/score/session/jobs/" + job,
            "/runs/" + run,
            "/runs/" + run + "/export.html",
            "/runs/" + run + "/calls/" + job
        }) {
            assertThat(client.get(gone).statusCode()).as(gone).isEqualTo(404);
        }
    }

    private static void assertBeginsAnew(String path, String run, String tagBefore) {
        JsonNode first = client.ended(client.submit(local("nightly/二")));

        assertThat(first.get("sample_id").asString()).isEqualTo("session-score-1");
        HttpResponse<String> found = client.get(path, "If-None-Match", tagBefore);
        assertThat(found.statusCode()).isEqualTo(200);
        assertThat(ServiceClient.json(found).get("call_count").asInt()).isEqualTo(1);
        assertThat(client.get("/api/runs/" + run + "/scores.csv").body().lines())
                .hasSize(2);
    }

    @Test
    void stopsTheCallsOfASessionThatRunAndWait() {
        for (int i = 0; i < 6; i++) {
            client.submit(ServiceOnEndpoint.call("at-work", i));
        }
        await().until(() -> ENDPOINT.received().size() == 2);

        assertDeleted("/api/runs/session-at-work");

        client.ended(client.submit(local("after")));
        assertThat(ENDPOINT.received()).hasSize(2);
        assertThat(client.get(SESSIONS + "at-work").statusCode()).isEqualTo(404);
    }

    @Test
    void endsTheStreamsOfThoseWhoWatch() throws IOException {
        client.ended(client.submit(local("watched")));
        try (EventClient events = client.events(SESSIONS + "watched/events")) {
            events.next();

            assertDeleted(SESSIONS + "watched");

            assertThatThrownBy(() -> events.next(event -> false)).hasMessage("the stream has ended");
        }
    }

    @Test
    void keepsNoFragmentOfADeletedSession() {
        client.ended(client.submit(local("cached")));
        String fragment = "/runs/session-cached/calls";
        String[] headers = {"HX-Request", "true", "X-Version", "0"};
        assertThat(client.get(fragment, headers).statusCode()).isEqualTo(200);

        assertDeleted(SESSIONS + "cached");

        assertThat(client.get(fragment, headers).statusCode()).isEqualTo(404);
    }

    /** The judge answers nothing here, so that the local one marks. Whatever a reader has read so far, the rest is gone. */
    @Test
    void tellsThoseWhoReadMeanwhileThatItIsGone() throws InterruptedException {
        Map<String, Integer> odd = new ConcurrentHashMap<>();
        for (int i = 0; i < READ_SESSIONS; i++) {
            String session = "read-" + i;
            String job =
                    client.ended(client.submit(local(session))).get("job_id").asString();
            List<Thread> readers = Stream.of(paths(SESSIONS + session, "session-" + session, job))
                    .map(path -> new Thread(() -> readUntilGone(path, odd)))
                    .toList();
            readers.forEach(Thread::start);

            assertDeleted(SESSIONS + session);

            for (Thread reader : readers) {
                reader.join();
            }
        }
        assertThat(odd).isEmpty();
    }

    private static void readUntilGone(String path, Map<String, Integer> odd) {
        int status = 200;
        while (status == 200) {
            HttpResponse<String> answer = client.get(path);
            status = answer.statusCode();
            boolean attached =
                    answer.headers().firstValue("Content-Disposition").isPresent();
            if (status != 200 && (status != 404 || attached)) {
                odd.put(path, status);
            }
        }
    }

    private static String[] paths(String session, String run, String job) {
        return new String[] {
            session,
            session + "/gate?faithfulness=0.5",
            "/api/score/session/jobs/" + job,
            "/api/runs/" + run + "/scores.csv",
            "/api/runs/" + run + "/scores.csv?columns=all",
            "/api/runs/" + run + "/summary.md",
            "/api/runs/" + run + "/optimization_advice.md",
            "/api/runs/" + run + "/metadata.json",
            "/runs/" + run,
            "/runs/" + run + "/summary",
            "/runs/" + run + "/export.html",
            "/runs/" + run + "/calls/" + job
        };
    }

    @Test
    void endsOrdersToScoreAnewWithTheirSessions() {
        for (int i = 0; i < CAPACITY / 2; i++) {
            client.ended(client.submit(local("source")));
        }
        rescore("into-1");
        rescore("into-2");
        await().until(() -> queued("into-1") > 0 && queued("into-2") > 0);

        assertDeleted(SESSIONS + "into-1");
        await().until(() -> queued("into-2") == CAPACITY / 4);
        assertDeleted(SESSIONS + "source");

        JsonNode left = await().until(
                        () -> client.read(SESSIONS + "into-2"),
                        session -> session.at("/rescores/0/state").asString().equals("source_deleted"));
        assertThat(left.get("call_count").asInt()).isBetween(1, CAPACITY / 2 - 1);
        assertThat(client.get(SESSIONS + "into-1").statusCode()).isEqualTo(404);
        assertThat(client.get("/runs/session-into-2").body()).contains("was deleted before all of it was copied");
        assertDeleted(SESSIONS + "into-2");
    }

    private static void rescore(String into) {
        HttpResponse<String> ordered =
                client.post(SESSIONS + "source/rescore", Map.of("session_id", into, "judge_model", "judge-1"));
        assertThat(ordered.statusCode()).as(ordered.body()).isEqualTo(202);
    }

    private static int queued(String session) {
        return client.read(SESSIONS + session).at("/status_counts/queued").asInt();
    }

    @Test
    void refusesWhatAnotherSitesPageSends() {
        client.ended(client.submit(local("mine")));

        assertThat(client.send("DELETE", SESSIONS + "mine", "Sec-Fetch-Site", "cross-site")
                        .statusCode())
                .isEqualTo(403);
        assertThat(client.read(SESSIONS + "mine").get("call_count").asInt()).isEqualTo(1);
    }

    @Test
    void asksOnAPageBeforeItDeletesOrCancels() {
        JsonNode running = client.submit(ServiceOnEndpoint.call("by-page", 1));
        client.ended(client.submit(local("by-page")));
        String run = "/runs/session-by-page";
        String call = run + "/calls/" + running.get("job_id").asString();
        assertThat(client.get(run).body()).contains(run + "/cancel", run + "/delete");
        assertThat(client.get(call).body()).contains(call + "/cancel");
        assertThat(client.get(call + "/cancel").body()).contains("Calls that wait or run: 1.");

        assertThat(press(call + "/cancel", "cross-site").statusCode()).isEqualTo(403);
        assertThat(led(call + "/cancel")).isEqualTo(call);
        assertThat(client.get(run + "/cancel").body())
                .contains("Nothing is open any more")
                .doesNotContain("removal-go");
        assertThat(led(run + "/cancel")).isEqualTo(run);
        assertThat(client.get(run + "/delete").body()).contains("Its 2 calls go");
        assertThat(press(run + "/delete", "cross-site").statusCode()).isEqualTo(403);
        assertThat(led(run + "/delete")).isEqualTo("/");

        assertThat(client.get(run).statusCode()).isEqualTo(404);
        assertThat(client.get(run + "/delete").statusCode()).isEqualTo(404);
        assertThat(client.get(call + "/cancel").statusCode()).isEqualTo(404);
    }

    private static HttpResponse<String> press(String path, String site) {
        return client.submitForm(path, Map.of(), "Sec-Fetch-Site", site);
    }

    /** Where the browser is led. */
    private static String led(String path) {
        String location =
                press(path, "same-origin").headers().firstValue("Location").orElseThrow();
        return URI.create(location).getPath();
    }
}
