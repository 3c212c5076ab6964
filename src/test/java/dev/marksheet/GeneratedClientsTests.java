package dev.marksheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Clients that a generator makes of the document, in TypeScript and in Python, post a call: {@code ./mvnw -Pclients test
 * -Dtest=GeneratedClientsTests}. The profile brings generator and compiler, 36 MB that no other test needs.
 */
@Timeout(180)
class GeneratedClientsTests extends RunningService {

    private static final Path TOOLS = Path.of(System.getProperty("marksheet.test.clients", "target/clients"));

    private static final String PYTHON = """
            import sys
            import marksheet_client as m
            with m.ApiClient(m.Configuration(host=sys.argv[1])) as client:
                call = m.Call(session_id="python", question="When?", answer="In 1894.",
                              contexts=m.CallContentContexts(["In 1894."]), metrics=m.CallContentMetrics("faithfulness"))
                print(m.CallsApi(client).submit_call(call).job_id)
            """;

    private static final String TYPESCRIPT = """
            import { CallsApi, Configuration } from "./index";
            new CallsApi(new Configuration({ basePath: process.argv[2] }))
                .submitCall({ call: { sessionId: "typescript", question: "When?", answer: "In 1894.",
                                      contexts: ["In 1894."], metrics: "faithfulness" } })
                .then((job) => console.log(job.jobId));
            declare const process: { argv: string[] };
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void needsTheGenerator() {
        assumeTrue(Files.exists(TOOLS.resolve("generator.jar")), "no clients are generated without -Pclients");
    }

    @Test
    void postACallInPython() throws IOException, InterruptedException {
        assumeTrue(works("python3", "-c", "import urllib3, pydantic, dateutil"), "python3 or its urllib3, pydantic");
        generate("python", "--additional-properties=packageName=marksheet_client");
        Files.writeString(folder.resolve("post.py"), PYTHON);

        assertPosted(run("python3", "post.py", address()));
    }

    @Test
    void postACallInTypeScript() throws IOException, InterruptedException {
        assumeTrue(works("node", "-e", "fetch"), "node, with fetch");
        generate("typescript-fetch");
        Files.writeString(folder.resolve("post.ts"), TYPESCRIPT);
        String compiler = compiler().toAbsolutePath().toString();
        String wanted =
                "--strict --target es2020 --lib es2020,dom --module commonjs --skipLibCheck --outDir js post.ts";

        String faults = run(("node " + compiler + " " + wanted).split(" "));

        assertThat(faults).isEmpty();
        assertPosted(run("node", "js/post.js", address()));
    }

    private static Path compiler() throws IOException {
        try (Stream<Path> files = Files.walk(TOOLS)) {
            return files.filter(file -> file.endsWith("lib/tsc.js")).findFirst().orElseThrow();
        }
    }

    private String address() {
        return "http://127.0.0.1:" + client.port();
    }

    private void assertPosted(String job) {
        assertThat(job).matches("[0-9a-f]{12}");
        JsonNode ended = client.ended(ServiceClient.json("{\"job_url\": \"/api/score/session/jobs/" + job + "\"}"));
        assertThat(ended.at("/request_summary/answer").asString()).isEqualTo("In 1894.");
        assertThat(ended.get("status").asString()).isEqualTo("completed");
    }

    private void generate(String language, String... options) throws IOException, InterruptedException {
        Path document = folder.resolve("openapi.json");
        Files.writeString(document, client.get("/openapi.json").body());
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                TOOLS.resolve("generator.jar").toAbsolutePath().toString(),
                "generate",
                "-i",
                document.toString(),
                "-g",
                language,
                "-o",
                folder.toString()));
        command.addAll(List.of(options));
        run(command.toArray(String[]::new));
    }

    private static boolean works(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** What the program printed. */
    private String run(String... command) throws IOException, InterruptedException {
        Path printed = folder.resolve("printed");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
        boolean ended = process.waitFor(150, TimeUnit.SECONDS);
        process.destroyForcibly();
        String text = Files.readString(printed).strip();
        assertThat(ended && process.exitValue() == 0).as(text).isTrue();
        return text;
    }
}
