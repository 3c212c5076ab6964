package dev.marksheet;

import static dev.marksheet.ServiceClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class RequestRulesTests extends RunningService {

    private static final String SUBMIT = "/api/score/session_async";

    @ParameterizedTest
    @ValueSource(strings = {"/api/runs/no.run", "/api/runs/%2E%2E%2F%2E%2E/metadata.json", "/api/nothing"})
    void answersNotFoundForWhatDoesNotExist(String path) {
        assertProblem(client.get(path), 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"question\":\"a\",\"question\":\"b\"}"})
    void refusesMalformedJson(String body) {
        JsonNode problem = assertProblem(client.post(SUBMIT, body), 400);

        assertThat(problem.get("detail").asString()).startsWith("The body").doesNotContain("dev.marksheet", "jackson");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void refusesBodiesThatAreLargerThanAnyCall(boolean chunked) {
        String body = "{\"session_id\":\"large\",\"question\":\"%s\"}".formatted("x".repeat(11 * 1024 * 1024));

        JsonNode problem = assertProblem(chunked ? client.postInChunks(SUBMIT, body) : client.post(SUBMIT, body), 413);

        assertThat(problem.get("detail").asString()).contains("10485760 bytes");
    }

    @ParameterizedTest
    @CsvSource({
        "400,G@RBAGE",
        "400,GET /api/runs HTTP/1.1",
        "505,GET /api/runs HTTP/9.9",
        "501,POST /api/score HTTP/1.1"
    })
    void answersWithAProblemWhatTheServerItselfRefuses(int status, String line) throws IOException {
        String coding = status == 501 ? "Host: localhost\r\nTransfer-Encoding: shrunk\r\n" : "";
        try (RawConnection connection =
                new RawConnection(URI.create(client.base()).getPort(), 10_000)) {
            connection.write(line + "\r\n" + coding + "\r\n");

            RawConnection.Answer answer = connection.read(true);
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.headers()).containsEntry("content-type", "application/problem+json");
            assertThat(json(answer.body()).get("status").asInt()).isEqualTo(status);
            assertThat(answer.body()).doesNotContain("apache", "Tomcat");
        }
    }

    @Test
    void compressesLargeAnswersForWhoTakesThem() {
        assertThat(client.get("/api/metrics", "Accept-Encoding", "gzip")
                        .headers()
                        .firstValue("Content-Encoding"))
                .contains("gzip");
        assertThat(client.get("/api/metrics").headers().firstValue("Content-Encoding"))
                .isEmpty();
    }

    @Test
    void boundsTheItemsOfAListAndTheValuesOfABody() {
        assertRefused(call("x", "contexts", Collections.nCopies(1001, "c")), "contexts", "marksheet.max-contexts");
        assertRefused(
                call("x", "reference_context_ids", Collections.nCopies(1001, "c")), "reference_context_ids", "1000");
        JsonNode problem =
                assertProblem(client.post(SUBMIT, call("x", "contexts", Collections.nCopies(60_000, "c"))), 413);
        assertThat(problem.get("detail").asString()).doesNotContain("jackson", "StreamRead");
    }

    @Test
    void refusesWrongMethods() {
        assertProblem(client.send("PATCH", "/api/score/sessions/x"), 405);
        assertProblem(client.get("/api/score"), 405);
        assertProblem(client.get(SUBMIT), 405);
    }

    @Test
    void leavesNoTraceOfARefusedCall() {
        client.post(SUBMIT, call("traceless", "question", " "));
        client.post(SUBMIT, "{\"session_id\":\"traceless\",\"question\":17}");
        assertProblem(client.post(SUBMIT, call("traceless"), "Accept", "text/csv"), 406);
        assertProblem(client.post(SUBMIT, call("traceless"), "Accept", "text"), 406);

        assertProblem(client.get("/api/score/sessions/traceless"), 404);
        assertThat(Files.exists(folderOf("session-traceless"))).isFalse();
        assertThat(client.read("/api/score/session/jobs?limit=500").get("jobs").valueStream())
                .noneMatch(job -> job.get("session_id").asString().equals("traceless"));
    }

    private void assertRefused(Map<String, ?> call, String field, String message) {
        assertThat(errors(assertProblem(client.post(SUBMIT, call), 422)))
                .hasEntrySatisfying(field, text -> assertThat(text).contains(message));
    }

    private static JsonNode assertProblem(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        JsonNode problem = json(response);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        return problem;
    }

    private static Map<String, String> errors(JsonNode problem) {
        Map<String, String> errors = new HashMap<>();
        problem.get("errors")
                .forEach(e ->
                        errors.put(e.get("field").asString(), e.get("message").asString()));
        return errors;
    }
}
