package dev.marksheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's commands, as they stand there, against the running service. */
class ReadmeTests extends RunningService {

    private static final String HERE = "http://127.0.0.1:8080";
    private static final Path README = Path.of("README.md");

    @TempDir
    Path folder;

    @Test
    void eachCurlOfTheUseIsAnswered() throws Exception {
        assumeTrue(runs("curl --version"), "needs curl");
        List<String> commands = curls();
        client.ended(client.submit(call("demo-en")));
        client.ended(client.submit(call("demo-zh")));
        String job = client.ended(client.submit(call("my-first"))).get("job_id").asString();

        assertThat(commands).hasSizeGreaterThan(15);
        for (String command : commands) {
            String asked = command.replace("JOB_ID", job);
            if (command.contains("/events")) {
                assertThat(firstByte(asked.replace("curl ", "exec curl -f -m 60 ")))
                        .as(command)
                        .isPositive();
            } else {
                String status = output(asked.replace("curl ", "curl -o answer -w '%{http_code}' ")
                        .replace(" -O", ""));
                assertThat(status).as(command).isEqualTo(status(command));
            }
        }
    }

    private static String status(String command) {
        if (command.contains("-X DELETE")) {
            return "204";
        }
        boolean later = command.matches("(?s).*(session_async|POST \\$B/api/judge/exam|/retry|/rescore).*");
        return later ? "202" : "200";
    }

    @Test
    void thePythonPostsAFileAndWaits() throws Exception {
        assumeTrue(runs("python3 -c 'import sys; sys.exit(sys.version_info < (3, 8))'"), "needs Python 3.8");
        Files.writeString(folder.resolve("rows.jsonl"), """
                {"question": "When did it open?", "answer": "In 1894.", "contexts": ["It opened in 1894."], "ground_truth": "1894"}
                {"question": "桥何时开放？", "answer": "1894年。", "contexts": ["桥于1894年开放。"], "ground_truth": "1894年"}
                """);
        // A session of its own: other tests of this service may use the name, too.
        String script = blocks("python").get(0).replace(HERE, client.base()).replace("nightly", "readme-nightly");
        Files.writeString(folder.resolve("post.py"), script);

        assertThat(output("python3 post.py")).contains("\"faithfulness\"", "'completed': 2");
    }

    private List<String> curls() throws IOException {
        String use = blocks("sh").stream()
                .filter(block -> block.startsWith("B="))
                .findFirst()
                .orElseThrow();
        List<String> commands = new ArrayList<>();
        StringBuilder open = new StringBuilder();
        for (String line : use.lines().toList()) {
            open.append(line).append('\n');
            if (open.chars().filter(c -> c == '\'').count() % 2 == 0) {
                commands.add(open.toString());
                open.setLength(0);
            }
        }
        return commands.stream().filter(command -> command.startsWith("curl ")).toList();
    }

    private static List<String> blocks(String language) throws IOException {
        return Pattern.compile("(?s)```" + language + "\\n(.*?)```")
                .matcher(Files.readString(README))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    private boolean runs(String command) throws Exception {
        return shell(command).waitFor() == 0;
    }

    private String output(String command) throws Exception {
        Process process = shell(command);
        String said = new String(process.getInputStream().readAllBytes());
        process.waitFor();
        return said.strip();
    }

    /** A stream does not end by itself. */
    private int firstByte(String command) throws Exception {
        Process process = shell(command);
        try {
            return process.getInputStream().read();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private Process shell(String command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", command)
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().put("B", client.base());
        return builder.start();
    }
}
