package dev.marksheet.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marksheet.EventClient;
import dev.marksheet.ServiceClient;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Keys are made, used, limited and ended; what they reach ends where it was said. */
class KeysTests extends KeyedService {

    private static final String CALLS = "/api/score/session_async";

    @Autowired
    private JdbcClient jdbc;

    @Test
    void isShownOnceAndKeptAsAHashAlone() {
        Map<String, Object> wish = Map.of("name", "夜间", "role", "submit", "session_prefix", "ci-", "max_open_calls", 7);

        HttpResponse<String> made = client.post("/api/keys", wish, "Authorization", "bearer " + ADMIN_KEY);

        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(made.headers().firstValue("Cache-Control")).contains("no-store");
        JsonNode key = ServiceClient.json(made);
        String secret = key.get("key").asString();
        String id = key.get("id").asString();
        assertThat(secret).matches("mks_" + id + "_[0-9a-f]{64}");
        assertThat(made.headers().firstValue("Location")).contains("/api/keys/" + id);
        assertThat(jdbc.sql("select secret_hash from access_key where key_id = ?")
                        .param(id)
                        .query(String.class)
                        .single())
                .hasSize(64)
                .isNotEqualTo(secret.substring(17));
        assertListed(id, secret);
    }

    private void assertListed(String id, String secret) {
        String listed = get("/api/keys?limit=500", ADMIN_KEY).body();
        assertThat(listed).contains(id, "夜间").doesNotContain(secret.substring(20));
        assertThat(ServiceClient.json(listed).get("keys").get(0).propertyNames())
                .containsExactlyInAnyOrder(
                        "id",
                        "name",
                        "role",
                        "session_prefix",
                        "created_at",
                        "last_used_at",
                        "expires_at",
                        "revoked_at",
                        "calls_per_minute",
                        "max_open_calls");
    }

    @Test
    void comparesASessionWithNoneThatTheKeyDoesNotReach() {
        submit("secret-1", ADMIN_KEY);
        String key = key("review", "session_prefix", "ci-");

        HttpResponse<String> refused = put("ci-1", "{\"gate\": {\"baseline\": \"secret-1\"}}", key);

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("gate.baseline", "ci-");
        assertThat(put("ci-1", "{\"gate\": {\"baseline\": \"ci-0\"}}", key).statusCode())
                .isEqualTo(201);
        assertThat(get("/api/score/sessions/ci-1/gate?baseline=secret-1", key).statusCode())
                .isEqualTo(404);
    }

    private HttpResponse<String> put(String session, String settings, String key) {
        byte[] body = settings.getBytes(StandardCharsets.UTF_8);
        return client.send("PUT", "/api/score/sessions/" + session, "application/json", body, "X-API-Key", key);
    }

    @Test
    void opensNothingOnceItIsRevokedOrHasExpired() {
        String revoked = key("read");
        assertThat(get("/api/metrics", revoked).statusCode()).isEqualTo(200);
        assertThat(ServiceClient.json(get("/api/keys", ADMIN_KEY))
                        .at("/keys/0/last_used_at")
                        .isNull())
                .isFalse();

        assertThat(client.send("DELETE", "/api/keys/" + id(revoked), "X-API-Key", ADMIN_KEY)
                        .statusCode())
                .isEqualTo(204);
        String expired = key("read", "expires_at", "2999-01-01T00:00:00Z");
        jdbc.sql("update access_key set expires_at = 1 where key_id = ?")
                .param(id(expired))
                .update();

        for (String key : List.of(revoked, expired, revoked.substring(0, 80) + "x", "mks__", ADMIN_KEY + "x")) {
            HttpResponse<String> refused = get("/api/metrics", key);
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.headers().firstValue("WWW-Authenticate")).contains("Bearer");
            assertThat(ServiceClient.json(refused).get("detail").asString()).isEqualTo(Denial.BAD_KEY.detail());
        }
        assertThat(client.send("DELETE", "/api/keys/" + id(revoked), "X-API-Key", ADMIN_KEY)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aKeyWithAPrefixReachesSessionsThatBeginWithItAlone() {
        String key = key("submit", "session_prefix", "ours/");
        String theirs =
                ServiceClient.json(submit("theirs", ADMIN_KEY)).get("job_id").asString();
        submit("ours/others", ADMIN_KEY);

        JsonNode job = ServiceClient.json(submit("ours/1", key));

        assertThat(job.get("job_id")).isNotNull();
        assertThat(get(job.get("job_url").asString(), key).statusCode()).isEqualTo(200);
        assertThat(get("/api/score/sessions/ours%2F1", key).statusCode()).isEqualTo(200);
        assertThat(get("/api/score/sessions/ours%2Fothers", key).statusCode()).isEqualTo(200);
        assertThat(submit("theirs", key).statusCode()).isEqualTo(404);
        assertThat(get("/api/score/session/jobs/" + theirs, key).statusCode()).isEqualTo(404);
        assertThat(get("/api/score/sessions/theirs", key).body())
                .as("whether there is such a session is not told")
                .isEqualTo(get("/api/score/sessions/nowhere", key).body());
    }

    @Test
    void aReviewerWithAPrefixScoresNothingIntoOtherSessions() {
        String key = key("review", "session_prefix", "again/");
        submit("again/1", key);
        String path = "/api/score/sessions/again%2F1/rescore";

        HttpResponse<String> out = client.post(path, Map.of("session_id", "theirs-anew"), "X-API-Key", key);
        HttpResponse<String> own = client.post(path, Map.of("session_id", "again/2"), "X-API-Key", key);

        assertThat(out.statusCode()).as(out.body()).isEqualTo(404);
        assertThat(get("/api/score/sessions/theirs-anew", ADMIN_KEY).statusCode())
                .isEqualTo(404);
        assertThat(own.statusCode()).as(own.body()).isEqualTo(202);
    }

    @Test
    void aReaderWithAPrefixSeesNoOtherRuns() {
        submit("theirs", ADMIN_KEY);
        String run =
                ServiceClient.json(submit("ours/2", ADMIN_KEY)).get("run_id").asString();
        String reader = key("read", "session_prefix", "ours/");
        assertThat(get("/api/runs/" + run, reader).statusCode()).isEqualTo(200);
        assertThat(get("/api/runs/session-theirs/scores.csv", reader).statusCode())
                .isEqualTo(404);
        assertThat(get("/api/compare?run=" + run + "&run=session-theirs", reader)
                        .statusCode())
                .isEqualTo(404);
        assertThat(get("/api/compare?run=" + run + "&%72un=session-theirs", reader)
                        .statusCode())
                .isEqualTo(404);
        assertThat(get("/api/datasets", reader).statusCode()).isEqualTo(403);
    }

    private void awaitEnd(String session) {
        String ended = "/api/score/session/jobs?status=completed";
        await().until(() -> get(ended, ADMIN_KEY).body().contains('"' + session + '"'));
    }

    @Test
    void listsForAKeyWithAPrefixWhatItReaches() throws IOException {
        submit("list-theirs", ADMIN_KEY);
        submit("List/case", ADMIN_KEY);
        for (int i = 0; i < 3; i++) {
            submit("list/" + i, ADMIN_KEY);
        }
        awaitEnd("list/2");
        String reader = key("read", "session_prefix", "list/");

        for (String list : List.of("/api/score/sessions?", "/api/runs?", "/api/score/session/jobs?")) {
            String first = get(list + "limit=2", reader).body();
            String token = ServiceClient.json(first).get("next_page_token").asString();
            String both =
                    first + get(list + "limit=2&page_token=" + token, reader).body();
            assertThat(both).contains("list/0", "list/1", "list/2").doesNotContain("theirs", "List/case");
        }
        String page = client.get("/?sort=name", "Accept", "text/html", "X-API-Key", reader)
                .body();
        assertThat(page).contains("list/0", "list/1", "list/2").doesNotContain("theirs", "List/case", "/datasets");
        assertThat(get("/runs/rows?run=session-list-theirs", reader).statusCode())
                .isEqualTo(404);
        try (EventClient events = client.events("/api/runs/events", "X-API-Key", reader)) {
            assertThat(events.next().toString()).contains("list/").doesNotContain("theirs");
        }
    }

    @Test
    void aKeyForSubmittingReachesWhatItMadeAndEachCallKnowsIt() {
        String ours = key("submit", "name", "ours");
        String theirs = key("submit", "name", "theirs");

        JsonNode job = ServiceClient.json(submit("made-by-ours", ours));
        JsonNode other = ServiceClient.json(submit("made-by-ours", theirs));

        JsonNode read = ServiceClient.json(get(job.get("job_url").asString(), ours));
        assertThat(read.get("submitted_by").asString()).isEqualTo("ours");
        assertThat(get(job.get("job_url").asString(), theirs).statusCode()).isEqualTo(404);
        assertThat(get(other.get("job_url").asString(), theirs).statusCode()).isEqualTo(200);
        assertThat(get("/api/score/sessions/made-by-ours", ours).statusCode()).isEqualTo(200);
        assertThat(get("/api/score/sessions/made-by-ours", theirs).statusCode()).isEqualTo(404);
        assertThat(get("/api/metrics", ours).statusCode()).isEqualTo(403);
    }

    @Test
    void countsCallsOfAMinuteExactlyHoweverManyComeAtOnce() {
        String key = key("submit", "calls_per_minute", 5);

        List<HttpResponse<String>> answers =
                Stream.generate(() -> CompletableFuture.supplyAsync(() -> submit("limited", key)))
                        .limit(20)
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .toList();

        assertThat(answers).filteredOn(answer -> answer.statusCode() == 202).hasSize(5);
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() == 429)
                .hasSize(15)
                .allSatisfy(refused -> assertThat(Integer.parseInt(
                                refused.headers().firstValue("Retry-After").orElseThrow()))
                        .isBetween(1, 60));
        assertThat(submit("limited", ADMIN_KEY).statusCode()).isEqualTo(202);
    }

    @Test
    void letsNoMoreCallsBeOpenThanTheKeyMayHave() {
        String key = key("submit", "max_open_calls", 2);
        String job = ServiceClient.json(submit("open", key)).get("job_id").asString();
        await().until(() -> get("/api/score/session/jobs/" + job, key).body().contains("completed"));
        jdbc.sql("insert into job (job_id, run_id, status, created_at, summary, key_id) select 'aaaaaaaaaaa' || n,"
                        + " 'session-open', 'running', 1, '{}', ? from (select 1 as n union select 2) x")
                .param(id(key))
                .update();

        HttpResponse<String> refused = submit("open", key);

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(submit("open", ADMIN_KEY).statusCode()).isEqualTo(202);
        jdbc.sql("update job set status = 'failed' where job_id = 'aaaaaaaaaaa1'")
                .update();
        assertThat(submit("open", key).statusCode()).isEqualTo(202);
        jdbc.sql("update job set status = 'failed' where job_id = 'aaaaaaaaaaa2'")
                .update();
    }

    @Test
    void refusesALargeBodyWithAnAnswerThatItsSenderCanRead() {
        HttpResponse<String> refused = client.post(CALLS, "{\"question\":\"" + "x".repeat(5_000_000) + "\"}");

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(client.postInChunks(CALLS, "{\"question\":\"" + "x".repeat(500_000) + "\"}")
                        .statusCode())
                .isEqualTo(401);
    }
}
