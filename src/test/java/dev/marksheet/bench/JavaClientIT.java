package dev.marksheet.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The client's jar as it is handed out: the documents' examples are built with it and run against the service's jar. */
@Timeout(180)
class JavaClientIT {

    private static final Path EXAMPLE = Path.of("docs/examples/java/src");
    private static final String NOWHERE = "http://127.0.0.1:1";

    @TempDir
    static Path folder;

    private static Path jar;
    private static Service service;

    @BeforeAll
    static void buildAndStart() throws IOException {
        try (Stream<Path> target = Files.list(Path.of("target"))) {
            jar = target.filter(file -> file.getFileName().toString().endsWith("-marksheet-client.jar"))
                    .findFirst()
                    .orElseThrow()
                    .toAbsolutePath();
        }
        List<Path> sources = new ArrayList<>(List.of(Path.of("src/test/resources/client/Runner.java")));
        try (Stream<Path> files = Files.walk(EXAMPLE)) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
        }
        sources.add(written("NightlyTests", block("docs/gate.md", "class NightlyTests")));
        compile(sources, jar + File.pathSeparator + junit(), folder.resolve("tests"));
        service = new Service(Path.of("target/marksheet.jar"), folder.resolve("outputs"), Bench.USUAL, List.of());
    }

    @AfterAll
    static void stop() {
        if (service != null) {
            service.close();
        }
    }

    /** Of the class path of these tests nothing but JUnit. */
    private static String junit() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry ->
                        new File(entry).getName().matches("(junit-(jupiter|platform)|opentest4j|apiguardian).*"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static void compile(List<Path> sources, String classPath, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        List<String> options = List.of(
                "--release", "17", "-Xlint:all", "-Werror", "-proc:none", "-cp", classPath, "-d", classes.toString());
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            boolean done = compiler.getTask(
                            messages, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
            assertThat(done).as(messages.toString()).isTrue();
        }
    }

    private static String block(String document, String holds) throws IOException {
        Matcher blocks = Pattern.compile("(?s)```java\n(.*?)```").matcher(Files.readString(Path.of(document)));
        while (blocks.find()) {
            if (blocks.group(1).contains(holds)) {
                return blocks.group(1);
            }
        }
        throw new AssertionError("no such block in " + document);
    }

    private static Path written(String name, String source) throws IOException {
        return Files.writeString(folder.resolve(name + ".java"), source);
    }

    private static String run(String classPath, String url, String... command) throws Exception {
        List<String> all = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx64m",
                "-Dstdout.encoding=UTF-8",
                "-cp",
                classPath));
        all.addAll(List.of(command));
        ProcessBuilder builder = new ProcessBuilder(all).redirectErrorStream(true);
        builder.environment().put("MARKSHEET_URL", url);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private static String test(String url, String type, String... properties) throws Exception {
        List<String> command = new ArrayList<>(List.of(properties));
        command.addAll(List.of("Runner", type));
        String classPath =
                String.join(File.pathSeparator, folder.resolve("tests").toString(), jar.toString(), junit());
        return run(classPath, url, command.toArray(String[]::new));
    }

    private static String here() {
        return URI.create("http://127.0.0.1:" + service.port()).toString();
    }

    @Test
    void theExamplePasses() throws Exception {
        assertThat(test(here(), "library.AssistantTests"))
                .contains("Marksheet: PASS, report " + here() + "/runs/session-library-")
                .contains("24 tests passed, 0 failed; the class: successful");
    }

    @Test
    void aCarelessAssistantFailsTheClass() throws Exception {
        assertThat(test(here(), "library.AssistantTests", "-Dcareless=true"))
                .contains("24 tests passed, 0 failed; the class: failed, The gate of the session library-")
                .contains("says FAIL:\nFAIL  faithfulness")
                .contains("Report: " + here() + "/runs/session-library-");
    }

    @Test
    void tooFewQuestionsAbortIt() throws Exception {
        assertThat(test(here(), "library.AssistantTests", "-Dquestions=1"))
                .contains("Marksheet: UNDECIDED. The gate of the session library-")
                .contains("2 tests passed, 0 failed; the class: aborted, The gate of the session library-")
                .contains("says UNDECIDED:\nUNDECIDED  faithfulness");
    }

    @Test
    void withoutAServiceNothingIsAsked() throws Exception {
        assertThat(test(NOWHERE, "library.AssistantTests"))
                .contains("0 tests passed, 0 failed; the class: failed, No answer from " + NOWHERE)
                .contains("Is the service running");
    }

    @Test
    void theSnippetOfTheGatesDocumentRuns() throws Exception {
        assertThat(test(here(), "NightlyTests"))
                .contains("3 tests passed, 0 failed; the class: ")
                .contains("/runs/session-nightly-");
    }

    @Test
    void aProgramNeedsTheJarAlone() throws Exception {
        Path classes = folder.resolve("program");
        compile(List.of(written("Nightly", block("docs/java.md", "class Nightly"))), jar.toString(), classes);

        assertThat(run(classes + File.pathSeparator + jar, here(), "Nightly"))
                .contains("faithfulness")
                .contains("/runs/session-nightly");
    }
}
