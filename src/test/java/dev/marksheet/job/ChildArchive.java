package dev.marksheet.job;

import dev.marksheet.MarksheetApplication;
import dev.marksheet.ServiceClient;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.springframework.util.FileSystemUtils;

/**
 * The application's class path and an archive of its loaded classes, made once for all children: most of what a start costs
 * is loading classes, and an archive can't be used with folders of them. It lies beside the classes, so that the processes
 * which share the tests share it too, and the next run where nothing was compiled in between.
 */
final class ChildArchive {

    private static final Duration OUT_OF_USE = Duration.ofHours(1);

    private static final ChildArchive MADE = make();

    private final String classPath;
    private final Path classes;

    private ChildArchive(String classPath, Path classes) {
        this.classPath = classPath;
        this.classes = classes;
    }

    /** What follows {@code java} before the main class. */
    static List<String> options() {
        return List.of("-Xshare:auto", "-XX:SharedArchiveFile=" + MADE.classes, "-cp", MADE.classPath);
    }

    private static ChildArchive make() {
        List<String> entries = List.of(System.getProperty("java.class.path").split(File.pathSeparator));
        try {
            Path all = Files.createDirectories(compiled(entries).resolveSibling("children"));
            Path folder = all.resolve(Integer.toHexString(state(entries).hashCode()));
            try (FileChannel file =
                            FileChannel.open(all.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = file.lock()) {
                ChildArchive archive = new ChildArchive(classPath(entries, folder), folder.resolve("classes.jsa"));
                if (held.isValid() && !Files.exists(archive.classes)) {
                    deleteOld(all);
                    FileSystemUtils.deleteRecursively(folder);
                    archive.fill(entries, Files.createDirectory(folder));
                }
                return archive;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path compiled(List<String> entries) {
        return entries.stream()
                .map(Path::of)
                .filter(Files::isDirectory)
                .findFirst()
                .orElseThrow()
                .toAbsolutePath();
    }

    /** What changes with whatever the archive is made of. */
    private static List<String> state(List<String> entries) throws IOException {
        List<String> state = new ArrayList<>(List.of(System.getProperty("java.home"), Runtime.version() + ""));
        for (String entry :
                entries.stream().filter(one -> Files.exists(Path.of(one))).toList()) {
            try (Stream<Path> files = Files.walk(Path.of(entry))) {
                files.sorted()
                        .map(path -> path + " " + path.toFile().length() + " "
                                + path.toFile().lastModified())
                        .forEach(state::add);
            }
        }
        return state;
    }

    private static String classPath(List<String> entries, Path folder) {
        return Stream.of(entries.toArray(String[]::new))
                .map(entry -> Files.isDirectory(Path.of(entry))
                        ? folder.resolve(entries.indexOf(entry) + ".jar").toString()
                        : entry)
                .reduce((left, right) -> left + File.pathSeparator + right)
                .orElseThrow();
    }

    private static void deleteOld(Path all) throws IOException {
        try (Stream<Path> folders = Files.list(all)) {
            folders.filter(Files::isDirectory)
                    .filter(folder -> Instant.ofEpochMilli(folder.toFile().lastModified())
                            .isBefore(Instant.now().minus(OUT_OF_USE)))
                    .forEach(folder -> FileSystemUtils.deleteRecursively(folder.toFile()));
        }
    }

    private void fill(List<String> entries, Path folder) throws IOException {
        for (String entry : entries) {
            if (Files.isDirectory(Path.of(entry))) {
                pack(entry, folder.resolve(entries.indexOf(entry) + ".jar"));
            }
        }
        train(folder);
    }

    private static void pack(String folder, Path jar) {
        int code = ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(System.out, System.err, "--create", "--no-compress", "--file=" + jar, "-C", folder, ".");
        if (code != 0) {
            throw new IllegalStateException("No jar could be made of " + folder);
        }
    }

    private List<String> training(int port, Path folder) {
        List<String> command = new ArrayList<>(ChildService.JAVA);
        command.addAll(List.of(
                "-XX:ArchiveClassesAtExit=" + classes,
                "-cp",
                classPath,
                MarksheetApplication.class.getName(),
                "--server.port=" + port,
                "--marksheet.metrics=faithfulness",
                "--marksheet.judge.base-url=",
                "--marksheet.outputs-dir=" + folder.resolve("outputs")));
        return command;
    }

    /** Has the application mark a call, as children do; the JVM writes the archive at its end. */
    private void train(Path folder) throws IOException {
        int port = ChildService.freePort();
        Process process = new ProcessBuilder(training(port, folder))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("train.log").toFile())
                .start();
        try {
            markACall(new ServiceClient(port));
            process.destroy();
            process.waitFor(2, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
    }

    private static void markACall(ServiceClient client) {
        // Another thread would wait for this class, which is just being made ready.
        Awaitility.await()
                .pollInSameThread()
                .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                .pollInterval(Duration.ofMillis(100))
                .atMost(Duration.ofSeconds(90))
                .until(() -> client.get("/actuator/health/readiness").statusCode() == 200);
        client.ended(client.submit(Map.of(
                "session_id", "trained",
                "question", "When did the bridge open?",
                "answer", "The bridge opened in 1894.",
                "contexts", List.of("The bridge opened in 1894 after eight years of work."))));
        client.read("/api/score/sessions/trained");
        client.get("/api/runs/session-trained/scores.csv");
    }
}
