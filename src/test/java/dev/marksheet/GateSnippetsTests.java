package dev.marksheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The gate's snippets, as they stand in the documents, against the running service. */
class GateSnippetsTests extends RunningService {

    @TempDir
    Path folder;

    private record Outcome(int exit, String output) {}

    @BeforeEach
    void submitSessions() {
        for (String good : List.of("1", "0")) {
            List<JsonNode> accepted = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                Map<String, Object> call = call("snippet-" + good, "metrics", List.of("exact_match"));
                call.put("answer", good.equals("1") ? call.get("ground_truth") : "No.");
                accepted.add(client.submit(call));
            }
            accepted.forEach(client::ended);
        }
    }

    @Test
    void theScriptTellsTheVerdictByItsExitCode() throws Exception {
        assumeTrue(run("curl --version && bash --version", Map.of()).exit() == 0, "needs bash and curl");
        Files.writeString(folder.resolve("gate.sh"), block("docs/gate.md", "bash", "--data|curl"));

        assertThat(script("snippet-1", "exact_match=0.5").exit()).isZero();
        assertThat(script("snippet-0", "exact_match=0.5").exit()).isEqualTo(1);
        assertThat(script("snippet-1", "exact_match=0.99").exit()).isEqualTo(3);
        assertThat(script("snippet-1", "exact_match=2").exit()).isEqualTo(2);
        assertThat(script("snippet-0", "exact_match=0.5").output()).startsWith("FAIL  exact_match");
    }

    @Test
    void thePipelinesFailAsCurlDoes() throws Exception {
        assumeTrue(run("curl --fail-with-body --version", Map.of()).exit() == 0, "needs a curl of 7.76 or newer");
        for (String line : Files.readString(Path.of("README.md")).lines().toList()) {
            if (line.contains("--fail-with-body \"$M") || line.contains("--fail-with-body -o gate.xml")) {
                String command =
                        line.strip().replaceFirst("^- ", "").replaceAll("\\?.*&strict", "?exact_match=0.5&strict");
                assertThat(run(command, Map.of("SESSION", "snippet-1")).exit())
                        .as(command)
                        .isZero();
                assertThat(run(command, Map.of("SESSION", "snippet-0")).exit())
                        .as(command)
                        .isEqualTo(22);
            }
        }
        assertThat(Files.readString(folder.resolve("gate.xml"))).contains("<failure message=");
    }

    @Test
    void thePythonTellsTheVerdictByItsExitCode() throws Exception {
        assumeTrue(run("python3 --version", Map.of()).exit() == 0, "needs Python 3");
        Files.writeString(folder.resolve("gate.py"), block("docs/gate.md", "python", "urllib"));

        assertThat(run("python3 gate.py snippet-1 exact_match=0.5", Map.of()).exit())
                .isZero();
        assertThat(run("python3 gate.py snippet-0 exact_match=0.5", Map.of()).exit())
                .isEqualTo(1);
        assertThat(run("python3 gate.py snippet-1 exact_match=0.99", Map.of()).output())
                .startsWith("UNDECIDED exact_match 1.0");
    }

    private Outcome script(String session, String criteria) throws Exception {
        return run("bash gate.sh " + session + " '" + criteria + "'", Map.of());
    }

    private static String block(String document, String language, String holds) throws IOException {
        Matcher blocks =
                Pattern.compile("(?s)```" + language + "\n(.*?)```").matcher(Files.readString(Path.of(document)));
        while (blocks.find()) {
            if (Pattern.compile(holds).matcher(blocks.group(1)).find()) {
                return blocks.group(1);
            }
        }
        throw new AssertionError("no such block in " + document);
    }

    private Outcome run(String command, Map<String, String> environment) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", command)
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().put("MARKSHEET", client.base());
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), output);
    }
}
