package dev.marksheet.job;

import dev.marksheet.MarksheetApplication;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import org.springframework.util.FileSystemUtils;

/**
 * The application's class path and an archive of its loaded classes, made once for all children: most of what a start costs
 * is loading classes, and an archive can't be used with folders of them.
 */
final class ChildArchive {

    private static final ChildArchive MADE = make();

    private final String classPath;
    private final Path classes;

    private ChildArchive(String classPath, Path classes) {
        this.classPath = classPath;
        this.classes = classes;
    }

    /** What follows {@code java} before the main class. Without an archive a child only starts later. */
    static List<String> options() {
        return List.of("-Xshare:auto", "-XX:SharedArchiveFile=" + MADE.classes, "-cp", MADE.classPath);
    }

    private static ChildArchive make() {
        try {
            Path folder = Files.createTempDirectory("children-");
            List<String> entries = new ArrayList<>();
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
                Path jar = folder.resolve(entries.size() + ".jar");
                entries.add(Files.isDirectory(Path.of(entry)) ? pack(entry, jar) : entry);
            }
            ChildArchive archive =
                    new ChildArchive(String.join(File.pathSeparator, entries), folder.resolve("classes.jsa"));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> FileSystemUtils.deleteRecursively(folder.toFile())));
            archive.train(folder);
            return archive;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String pack(String folder, Path jar) {
        int code = ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(System.out, System.err, "--create", "--no-compress", "--file=" + jar, "-C", folder, ".");
        if (code != 0) {
            throw new IllegalStateException("No jar could be made of " + folder);
        }
        return jar.toString();
    }

    /** Starts the application once up to the moment at which it would listen; the JVM writes the archive at its end. */
    private void train(Path folder) throws IOException {
        List<String> command = new ArrayList<>(ChildService.JAVA);
        command.addAll(List.of(
                "-XX:ArchiveClassesAtExit=" + classes,
                "-Dspring.context.exit=onRefresh",
                "-cp",
                classPath,
                MarksheetApplication.class.getName(),
                "--server.port=0",
                "--marksheet.judge.base-url=",
                "--marksheet.outputs-dir=" + folder.resolve("outputs")));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("train.log").toFile())
                .start();
        try {
            process.waitFor(2, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
    }
}
