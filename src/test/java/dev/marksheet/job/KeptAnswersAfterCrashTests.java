package dev.marksheet.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.marksheet.ServiceClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Faithfulness asks twice, the second time about the first answer: the crash comes between the two. */
class KeptAnswersAfterCrashTests {

    private static final String STATEMENTS = "{\"statements\":[\"The bridge opened in 1894.\"]}";
    private static final String VERDICTS = "{\"verdicts\":[{\"number\":1,\"reason\":\"It says so.\","
            + "\"quote\":\"opened in 1894\",\"passage\":1,\"verdict\":1}]}";

    private static final Map<String, Object> CALL = Map.of(
            "session_id", "kept",
            "question", "When did the bridge open?",
            "answer", "It opened in 1894.",
            "contexts", List.of("The bridge opened in 1894."));

    private final JsonMapper json = JsonMapper.shared();
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final CountDownLatch restarted = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer endpoint;

    @TempDir
    Path folder;

    @BeforeEach
    void startTheEndpoint() throws IOException {
        endpoint = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        endpoint.createContext("/", this::answer);
        endpoint.setExecutor(threads);
        endpoint.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        JsonNode request = json.readTree(exchange.getRequestBody().readAllBytes());
        boolean first = !request.toString().contains("verdicts");
        asked.add(first ? "statements" : "support");
        if (!first) {
            awaitTheRestart();
        }
        Map<String, Object> message = Map.of("role", "assistant", "content", first ? STATEMENTS : VERDICTS);
        byte[] body = json.writeValueAsString(
                        Map.of("choices", List.of(Map.of("index", 0, "finish_reason", "stop", "message", message))))
                .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private void awaitTheRestart() {
        try {
            restarted.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void stopTheEndpoint() {
        restarted.countDown();
        endpoint.stop(0);
        threads.shutdownNow();
    }

    @Test
    void asksNothingAgainThatWasAnsweredBeforeTheCrash() {
        JsonNode accepted;
        try (ChildService service = start()) {
            accepted = service.client().submit(CALL);
            await().pollInterval(Duration.ofMillis(100))
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> storedAnswers() == 1);
            service.kill();
        }
        restarted.countDown();
        try (ChildService service = start()) {
            ServiceClient client = service.client();
            JsonNode job = client.ended(accepted);

            assertThat(job.get("scores").get("faithfulness").asDouble()).isEqualTo(1);
            assertThat(asked).filteredOn("statements"::equals).hasSize(1);
            assertThat(asked).filteredOn("support"::equals).hasSize(2);
            assertThat(job.get("usage").get("faithfulness").get("requests").asInt())
                    .isEqualTo(2);
            await().atMost(Duration.ofSeconds(10)).until(() -> storedAnswers() == 0);
        }
    }

    private ChildService start() {
        return ChildService.start(
                folder.resolve("outputs"),
                "--marksheet.judge.base-url=http://127.0.0.1:"
                        + endpoint.getAddress().getPort() + "/v1",
                "--marksheet.advice.model=");
    }

    private int storedAnswers() throws SQLException {
        String url = "jdbc:sqlite:" + folder.resolve("outputs/marksheet.db");
        try (Connection connection = DriverManager.getConnection(url);
                ResultSet count = connection.createStatement().executeQuery("select count(*) from job_answer")) {
            return count.getInt(1);
        }
    }
}
