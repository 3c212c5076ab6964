package dev.marksheet.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marksheet.ServiceClient;
import dev.marksheet.judge.llm.FakeEndpoint;
import dev.marksheet.judge.llm.ServiceOnEndpoint;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

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

    private final CountDownLatch restarted = new CountDownLatch(1);
    private final FakeEndpoint endpoint = new FakeEndpoint().otherwise(request -> {
        if (isFirst(request)) {
            return FakeEndpoint.Response.saying(STATEMENTS);
        }
        FakeEndpoint.hold(restarted);
        return FakeEndpoint.Response.saying(VERDICTS);
    });

    @TempDir
    Path folder;

    @AfterEach
    void stopTheEndpoint() {
        endpoint.close();
    }

    private static boolean isFirst(FakeEndpoint.Request request) {
        return !request.body().toString().contains("verdicts");
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
        try (ServiceOnEndpoint service = ServiceOnEndpoint.start(
                folder.resolve("outputs"), endpoint.baseUrl(), "--marksheet.metrics=faithfulness")) {
            ServiceClient client = service.client();
            JsonNode job = client.ended(accepted);

            assertThat(job.get("scores").get("faithfulness").asDouble()).isEqualTo(1);
            assertThat(endpoint.received())
                    .extracting(KeptAnswersAfterCrashTests::isFirst)
                    .containsExactly(true, false, false);
            assertThat(job.get("usage").get("faithfulness").get("requests").asInt())
                    .isEqualTo(2);
            await().atMost(Duration.ofSeconds(10)).until(() -> storedAnswers() == 0);
        }
    }

    private ChildService start() {
        return ChildService.start(
                folder.resolve("outputs"),
                "--marksheet.judge.base-url=" + endpoint.baseUrl(),
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
