package dev.marksheet.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The client against a service that does not do what it should. */
class MarksheetClientTests {

    private static final String KEY = "mks_abc_secret-of-ours";
    private static final String ACCEPTED =
            "{\"job_id\": \"0123456789ab\", \"run_id\": \"session-s\", \"warnings\": [\"x is not a field\"]}";

    private record Answer(int status, String type, String body, String retryAfter) {}

    private record Request(String line, String key, String authorization, String body) {}

    private final Queue<Answer> answers = new ArrayDeque<>();
    private final Queue<Request> requests = new ConcurrentLinkedQueue<>();
    private HttpServer server;
    private MarksheetClient client;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
        client = client(Duration.ofSeconds(20));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private MarksheetClient client(Duration patience) {
        return MarksheetClient.builder("http://127.0.0.1:" + server.getAddress().getPort() + "/prefix/")
                .key(" " + KEY + "\n")
                .patience(patience)
                .build();
    }

    private void handle(HttpExchange exchange) throws IOException {
        requests.add(new Request(
                exchange.getRequestMethod() + " " + exchange.getRequestURI().toASCIIString(),
                exchange.getRequestHeaders().getFirst("Idempotency-Key"),
                exchange.getRequestHeaders().getFirst("Authorization"),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        Answer answer = answers.remove();
        if (answer.status() == 0) {
            exchange.close();
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        if (answer.retryAfter() != null) {
            exchange.getResponseHeaders().set("Retry-After", answer.retryAfter());
        }
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private void answers(int status, String body, String retryAfter) {
        String type = status >= 400 ? "application/problem+json" : "application/json";
        answers.add(new Answer(status, type, body, retryAfter));
    }

    private MarksheetException refusal() {
        return catchThrowableOfType(MarksheetException.class, () -> client.score("s", Call.of("Why?", "So.")));
    }

    @Test
    void sendsACallAgainUnderOneKeyUntilItIsTaken() {
        answers(0, "", null);
        answers(503, "{}", "0");
        answers(429, "{}", null);
        answers(502, "<html>", null);
        answers(202, ACCEPTED, null);

        AcceptedCall accepted =
                client.score("s", Call.of("Why?", "So.", List.of("one", "二")).withGroundTruth("\"So\""));

        assertThat(accepted.jobId()).isEqualTo("0123456789ab");
        assertThat(accepted.warnings()).containsExactly("x is not a field");
        assertThat(accepted.reportUrl()).isEqualTo(client.url() + "/runs/session-s");
        assertThat(requests).hasSize(5);
        assertThat(requests.stream().map(Request::key).distinct()).hasSize(1).doesNotContainNull();
        assertThat(requests).allSatisfy(request -> {
            assertThat(request.line()).isEqualTo("POST /prefix/api/score/session_async");
            assertThat(request.authorization()).isEqualTo("Bearer " + KEY);
            assertThat(request.body())
                    .isEqualTo("{\"session_id\":\"s\",\"question\":\"Why?\",\"answer\":\"So.\","
                            + "\"contexts\":[\"one\",\"二\"],\"ground_truth\":\"\\\"So\\\"\"}");
        });
    }

    @Test
    void doesNotWaitForLongerThanItsPatience() {
        answers(503, "{\"detail\": \"The queue is full.\"}", "3600");

        MarksheetException refusal = refusal();

        assertThat(refusal.status()).isEqualTo(503);
        assertThat(refusal).hasMessageContaining("The queue is full.");
        assertThat(requests).hasSize(1);
    }

    @Test
    void namesFieldsAndTheWayOut() {
        answers(
                422,
                "{\"detail\": \"metrics holds unknown names\", \"errors\": [{\"field\": \"metrics\", \"message\":"
                        + " \"holds unknown names; valid: faithfulness\"}]}",
                null);
        answers(401, "{\"detail\": \"A key is needed.\"}", null);
        answers(403, "{\"detail\": \"The key may not.\"}", null);
        answers.add(new Answer(404, "text/html", "<h1>nginx</h1>", null));

        MarksheetException unprocessable = refusal();

        assertThat(unprocessable.errors())
                .containsExactly(
                        new MarksheetException.FieldError("metrics", "holds unknown names; valid: faithfulness"));
        assertThat(unprocessable)
                .hasMessage("POST /api/score/session_async was answered 422: metrics holds unknown names\n"
                        + "  metrics holds unknown names; valid: faithfulness");
        assertThat(refusal()).hasMessageContaining("Give the client a key");
        assertThat(refusal()).hasMessageContaining("role review");
        assertThat(refusal()).hasMessageContaining("is the address right? <h1>nginx</h1>");
    }

    @Test
    void saysWhereNothingAnswers() {
        server.stop(0);
        client = client(Duration.ZERO);

        MarksheetException refusal = refusal();

        assertThat(refusal.isUnreachable()).isTrue();
        assertThat(refusal).hasMessageStartingWith("No answer from " + client.url() + " (");
    }

    @Test
    void tellsNobodyTheKey() {
        Stream.of(401, 403, 500, 418).forEach(status -> {
            answers(status, "{\"detail\": \"no\"}", null);
            assertThat(refusal().toString()).doesNotContain(KEY, "secret");
        });
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> MarksheetClient.builder("http://x").key("a\nb").build())
                .withMessageNotContaining("a\nb");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MarksheetClient.of("http://me:secret@x"))
                .withMessageNotContaining("secret");
    }

    @Test
    void readsACriterionOrSaysWhatOneIs() {
        assertThat(GateQuestion.of("faithfulness = 0.85", "my=metric=1e-1").criteria())
                .containsEntry("faithfulness", 0.85)
                .containsEntry("my=metric", 0.1);
        for (String wrong : List.of("faithfulness", "=1", "faithfulness=", "faithfulness=NaN", "faithfulness=high")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> GateQuestion.of(wrong))
                    .withMessageContaining("as in faithfulness=0.85");
        }
    }
}
