package dev.marksheet;

import static dev.marksheet.ServiceClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class RequestRulesTests extends RunningService {

    private static final String SUBMIT = "/api/score/session_async";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/score/session/jobs/0123456789ab",
                "/api/score/session/jobs/not-a-job",
                "/api/score/sessions/nobody",
                "/api/runs/session-nobody",
                "/api/runs/no.run",
                "/api/runs/session-nobody/scores.csv",
                "/api/runs/session-nobody/summary.md",
                "/api/runs/%2E%2E%2F%2E%2E/metadata.json",
                "/api/nothing"
            })
    void answersNotFoundForWhatDoesNotExist(String path) {
        assertProblem(client.get(path), 404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "{\"session_id\": \"a\",}", "[]", "\"text\"", "{\"question\":\"a\",\"question\":\"b\"}"
            })
    void refusesMalformedJson(String body) {
        JsonNode problem = assertProblem(client.post(SUBMIT, body), 400);

        assertThat(problem.get("detail").asString()).startsWith("The body").doesNotContain("dev.marksheet", "jackson");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            value = {
                "question;17;question",
                "session_id;{};session_id",
                "answer;true;answer",
                "contexts;5;contexts",
                "contexts;[1];contexts",
                "metrics;5;metrics",
                "contexts;[\"a\",null];contexts[1]",
                "contexts;[{\"url\":\"a\"}];contexts[0]",
                "metric_params;[];metric_params"
            })
    void namesTheFieldThatHasAWrongType(String field, String value, String named) {
        String sent = "{\"%s\":%s}".formatted(field, value);

        JsonNode problem = assertProblem(client.post(SUBMIT, sent), 400);

        assertThat(problem.get("errors").get(0).get("field").asString()).startsWith(named);
        assertThat(problem.get("errors").get(0).get("message").asString()).startsWith("must be ");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void refusesBodiesThatAreLargerThanAnyCall(boolean chunked) {
        String body = "{\"session_id\":\"large\",\"question\":\"%s\"}".formatted("x".repeat(11 * 1024 * 1024));

        JsonNode problem = assertProblem(chunked ? client.postInChunks(SUBMIT, body) : client.post(SUBMIT, body), 413);

        assertThat(problem.get("detail").asString()).contains("10485760 bytes");
    }

    @Test
    void saysWhichFieldsWereIgnored() {
        Map<String, Object> call = call("ignored-fields");
        call.remove("contexts");
        call.put("context", List.of("The bridge opened in 1894."));
        call.put("groundTruth", null);
        call.put("问题", "什么时候？");
        call.put("temperature", 0.5);
        call.put("trace", Map.of());
        call.put("tags", List.of());
        call.put("note", " ");
        call.put("parent", null);
        call.put("nested", Map.of("a", List.of(Map.of("b", 1))));

        assertThat(client.submit(call).get("warnings").valueStream().map(JsonNode::asString))
                .containsExactlyInAnyOrder(
                        "context is not a field and was ignored; did you mean contexts?",
                        "groundTruth is not a field and was ignored; did you mean ground_truth?",
                        "问题 is not a field and was ignored; did you mean question?",
                        "temperature is not a field and was ignored",
                        "nested is not a field and was ignored");
        assertThat(client.submit(call("ignored-fields")).get("warnings")).isEmpty();
        assertThat(client.submit(call("ignored-fields", "unknown", "x"))
                        .at("/warnings/0")
                        .asString())
                .isEqualTo("unknown is not a field and was ignored");
    }

    @Test
    void bringsNoEndlessListOfIgnoredFields() {
        Map<String, Object> call = call("many-ignored-fields");
        for (int i = 0; i < 500; i++) {
            call.put("x".repeat(300) + i, i);
        }

        JsonNode warnings = client.submit(call).get("warnings");

        assertThat(warnings)
                .hasSize(20)
                .isEqualTo(json(client.post("/api/score", call)).get("warnings"));
        assertThat(warnings.get(0).asString()).hasSizeLessThan(200);
    }

    @Test
    void refusesACallWithoutSessionId() {
        Map<String, Object> call = call("x");
        call.remove("session_id");

        assertRefused(call, "session_id", "is required");
    }

    @Test
    void refusesSessionIdsThatAreEmptyTooLongOrHoldControlCharacters() {
        assertRefused(call(""), "session_id", "");
        assertRefused(call("a".repeat(201)), "session_id", "200");
        assertRefused(call("a\tb"), "session_id", "control characters");
        assertRefused(call("a\u0000b"), "session_id", "control characters");
        assertRefused(call("a\u0085b"), "session_id", "control characters");
    }

    @Test
    void refusesBlankAndMissingQuestions() {
        assertRefused(call("x", "question", " \n "), "question", "blank");
        assertRefused(call("x", "question", null), "question", "required");
    }

    @Test
    void listsTheValidMetricsWhenOneIsUnknown() {
        assertRefused(call("x", "metrics", List.of("faithfulness", "faithfullness")), "metrics[1]", "answer_relevancy");
    }

    @Test
    void saysWhatToSetWhenAModelIsNamedWithoutAnEndpoint() {
        assertRefused(call("x", "judge_model", "gpt-4o"), "judge_model", "marksheet.judge.base-url");
        assertRefused(call("x", "embedding_model", "bge"), "embedding_model", "marksheet.judge.base-url");
    }

    @ParameterizedTest
    @CsvSource({"user_input,question", "response,answer", "retrieved_contexts,contexts", "reference,ground_truth"})
    void refusesBothSpellingsOfAField(String other, String classic) {
        assertRefused(
                call("x", other, other.equals("retrieved_contexts") ? List.of("c") : "t"),
                other,
                "another name of " + classic);
    }

    @Test
    void refusesTextsThatCouldNotBeKept() {
        assertRefused(call("x", "answer", "a\u0000b"), "answer", "U+0000");
        assertRefused(call("x", "contexts", List.of("fine", "a\u0000b")), "contexts[1]", "U+0000");
        HttpResponse<String> response =
                client.post(SUBMIT, "{\"session_id\":\"x\",\"question\":\"q\",\"ground_truth\":\"\\ud83d alone\"}");
        assertThat(errors(assertProblem(response, 422))).containsKey("ground_truth");
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
    void tellsAllProblemsAtOnce() {
        Map<String, Object> call = call("");
        call.put("question", " ");
        call.put("metrics", List.of("nothing_like_this"));

        assertThat(errors(assertProblem(client.post(SUBMIT, call), 422)))
                .containsOnlyKeys("session_id", "question", "metrics[0]");
    }

    @Test
    void refusesWrongMethods() {
        assertProblem(client.send("PATCH", "/api/score/sessions/x"), 405);
        assertProblem(client.get("/api/score"), 405);
        assertProblem(client.get(SUBMIT), 405);
    }

    @Test
    void refusesWrongQueryValues() {
        client.ended(client.submit(call("query")));

        for (String query : List.of("limit=0", "limit=many", "jobs=some", "limit=501", "page_token=!")) {
            assertProblem(client.get("/api/score/sessions/query?" + query), 422);
        }
        assertProblem(client.get("/api/score/session/jobs?limit=-1"), 422);
        assertProblem(client.get("/api/score/sessions?page_token=AAAA"), 422);
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
