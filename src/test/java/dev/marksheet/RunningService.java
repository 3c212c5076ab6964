package dev.marksheet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** One service on a free port, shared by all classes that test over HTTP; it keeps its data in a folder of its own. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"marksheet.metrics=faithfulness,context_recall", "marksheet.judge.base-url="})
abstract class RunningService {

    static final Path OUTPUTS = folder();

    @LocalServerPort
    private int port;

    ServiceClient client;

    @DynamicPropertySource
    static void outputsFolder(DynamicPropertyRegistry registry) {
        registry.add("marksheet.outputs-dir", OUTPUTS::toString);
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("marksheet-tests-").toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeEach
    void connect() {
        client = new ServiceClient(port);
    }

    /** A call that every default metric can score. */
    static Map<String, Object> call(String session) {
        Map<String, Object> call = new LinkedHashMap<>();
        call.put("session_id", session);
        call.put("question", "When did the bridge open?");
        call.put("answer", "The bridge opened in 1894.");
        call.put("contexts", List.of("The bridge opened in 1894 after eight years of work.", "It spans the river."));
        call.put("ground_truth", "It opened in 1894.");
        return call;
    }

    /** The same call with one field more or another. */
    static Map<String, Object> call(String session, String field, Object value) {
        Map<String, Object> call = call(session);
        call.put(field, value);
        return call;
    }

    static Path folderOf(String runId) {
        return OUTPUTS.resolve("score-session").resolve(runId);
    }
}
