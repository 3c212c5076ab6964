package dev.marksheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A command in a process of its own, stopped in the middle and given again. */
@Timeout(120)
class CommandStopTests {

    private static final int ROWS = 200;
    private static final int TERMINATED = 143;
    private static final Pattern UNDER_WAY = Pattern.compile("[1-9][0-9]* of " + ROWS + " calls.*");

    @TempDir
    Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void endAll() throws InterruptedException {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void goesOnWhereItWasStoppedAndOpensNoPort() throws Exception {
        Path rows = Files.writeString(
                folder.resolve("rows.csv"),
                IntStream.range(0, ROWS)
                        .mapToObj(i -> "What is number " + i + "?,It is " + i + ".,The number is " + i + ".\n")
                        .collect(Collectors.joining("", "question,answer,contexts\n", "")));
        Process first = start(rows);
        BufferedReader said = first.errorReader(StandardCharsets.UTF_8);
        String line = said.readLine();
        while (line != null && !UNDER_WAY.matcher(line).matches()) {
            line = said.readLine();
        }
        assertThat(line).as("the work has begun").isNotNull();
        assertThat(listening(first.pid())).isEmpty();

        // As Ctrl-C does; a process that a script has put in the background hears of SIGINT nothing.
        first.toHandle().destroy();

        assertThat(said.lines())
                .last()
                .asString()
                .startsWith("Stopped. At least ")
                .contains("the same command goes on");
        assertThat(first.waitFor()).isEqualTo(TERMINATED);
        assertThat(first.inputReader().lines()).isEmpty();
        assertThatTheSecondDoesTheRest(rows, Integer.parseInt(line.substring(0, line.indexOf(' '))));
    }

    private void assertThatTheSecondDoesTheRest(Path rows, int atLeast) throws Exception {
        Process second = start(rows);
        List<String> progress =
                second.errorReader(StandardCharsets.UTF_8).lines().toList();
        JsonNode body = JsonMapper.shared().readTree(second.getInputStream());

        assertThat(second.waitFor()).as(progress.toString()).isZero();
        assertThat(progress.stream()
                        .filter(said -> said.contains(" of " + ROWS))
                        .findFirst()
                        .orElseThrow())
                .satisfies(said -> assertThat(Integer.parseInt(said.substring(0, said.indexOf(' '))))
                        .isGreaterThanOrEqualTo(atLeast));
        assertThat(body.get("status_counts").get("completed").asInt()).isEqualTo(ROWS);
        assertThat(Files.readAllLines(folder.resolve("out/scores.csv")).stream()
                        .skip(1)
                        .collect(Collectors.toSet()))
                .hasSize(ROWS);
        assertThat(Files.readAllLines(folder.resolve("out/scores.csv"))).hasSize(ROWS + 1);
    }

    private Process start(Path rows) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Duser.language=en",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.marksheet.MarksheetApplication"));
        command.addAll(List.of(
                "score",
                rows.toString(),
                "--session=stopped",
                "--json",
                "--out=" + folder.resolve("out"),
                "--marksheet.metrics=faithfulness,answer_relevancy",
                "--marksheet.judge.base-url=",
                "--marksheet.job.workers=1",
                "--marksheet.outputs-dir=" + folder.resolve("outputs")));
        Process process = new ProcessBuilder(command).directory(folder.toFile()).start();
        started.add(process);
        return process;
    }

    /** Ports of TCP that a process listens at, as Linux tells. */
    private static List<String> listening(long pid) throws IOException {
        Path process = Path.of("/proc", Long.toString(pid));
        assumeTrue(Files.isDirectory(process), "needs /proc");
        Set<String> sockets;
        try (Stream<Path> files = Files.list(process.resolve("fd"))) {
            sockets = files.map(CommandStopTests::target).collect(Collectors.toSet());
        }
        List<String> ports = new ArrayList<>();
        for (String table : List.of("net/tcp", "net/tcp6")) {
            for (String row : Files.readAllLines(process.resolve(table))) {
                String[] cells = row.strip().split("\\s+");
                if (cells.length > 9 && cells[3].equals("0A") && sockets.contains("socket:[" + cells[9] + "]")) {
                    ports.add(cells[1]);
                }
            }
        }
        return ports;
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return "";
        }
    }
}
