package dev.marksheet.job;

import static org.awaitility.Awaitility.await;

import dev.marksheet.MarksheetApplication;
import dev.marksheet.ServiceClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The application in a process of its own, which can be killed as an operating system kills it. */
final class ChildService implements AutoCloseable {

    /** How a child's JVM begins: most children end before a second compiler or several collecting threads pay. */
    static final List<String> JAVA = List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx512m");

    private final Process process;
    private final Path log;
    private final ServiceClient client;

    private ChildService(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.client = new ServiceClient(port);
    }

    /** Starts the application on the folder and waits until it takes calls. What begins with -X goes to the JVM. */
    static ChildService start(Path outputs, String... options) {
        ChildService service = launch(outputs, options);
        service.awaitReady();
        return service;
    }

    /** Starts the application on the folder and does not wait. Without a judge among the options, the local one marks. */
    static ChildService launch(Path outputs, String... options) {
        try {
            int port = freePort();
            Path log = Files.createTempFile(outputs.getParent(), "child-", ".log");
            Process process = new ProcessBuilder(command(outputs, port, options))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            return new ChildService(process, log, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(Path outputs, int port, String... options) {
        List<String> command = new ArrayList<>(JAVA);
        Stream.of(options).filter(ChildService::isForTheJvm).forEach(command::add);
        command.addAll(ChildArchive.options());
        command.addAll(List.of(
                MarksheetApplication.class.getName(),
                "--server.port=" + port,
                "--marksheet.outputs-dir=" + outputs,
                "--marksheet.metrics=faithfulness"));
        if (Stream.of(options).noneMatch(option -> option.startsWith("--marksheet.judge.base-url="))) {
            command.add("--marksheet.judge.base-url=");
        }
        Stream.of(options).filter(option -> !isForTheJvm(option)).forEach(command::add);
        return command;
    }

    private static boolean isForTheJvm(String option) {
        return option.startsWith("-D") || option.startsWith("-X");
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Waits until the application takes calls. */
    void awaitReady() {
        await().pollInterval(Duration.ofMillis(100))
                .atMost(Duration.ofSeconds(90))
                .until(() -> {
                    if (!process.isAlive()) {
                        throw new IllegalStateException("The application ended at start:\n" + log());
                    }
                    return isReady();
                });
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** Whether it takes calls. */
    boolean isReady() {
        try {
            return client().get("/actuator/health/readiness").statusCode() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    ServiceClient client() {
        return client;
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL: nothing in the process gets a chance to tidy up. */
    void kill() {
        process.destroyForcibly();
        exitCode();
    }

    /** SIGTERM: the process ends in its own way. */
    void stop() {
        process.destroy();
        exitCode();
    }

    int exitCode() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("The application does not end:\n" + log());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
