package dev.marksheet.bench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The built jar in a process of its own. */
final class Service implements AutoCloseable {

    private static final String BIN = System.getProperty("java.home") + File.separator + "bin" + File.separator;

    private final Process process;
    private final Path log;
    private final int port;
    private final double secondsToHealthy;

    /**
     * Starts the jar and waits until it is healthy.
     *
     * @param jvm options of the JVM
     * @param options options of the service
     */
    Service(Path jar, Path outputs, List<String> jvm, List<String> options) {
        long start = System.nanoTime();
        port = freePort();
        List<String> command = new ArrayList<>(List.of(BIN + "java"));
        command.addAll(jvm);
        // As it is given: a cache asks for the very class path that it was made with, and the documented one is
        // relative.
        command.addAll(List.of(
                "-jar",
                jar.toString(),
                "--server.port=" + port,
                "--marksheet.outputs-dir=" + outputs.toAbsolutePath()));
        command.addAll(options);
        try {
            log = Files.createTempFile("marksheet-bench-", ".log");
            log.toFile().deleteOnExit();
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitHealthy();
        secondsToHealthy = (System.nanoTime() - start) / 1e9;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitHealthy() {
        while (!isHealthy()) {
            if (!process.isAlive()) {
                throw new IllegalStateException("The service ended at start:\n" + log());
            }
            Pause.milliseconds(10);
        }
    }

    private boolean isHealthy() {
        try (HttpConnection connection = connect()) {
            return connection.get("/actuator/health/readiness").status() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    HttpConnection connect() {
        return new HttpConnection(port);
    }

    int port() {
        return port;
    }

    double secondsToHealthy() {
        return secondsToHealthy;
    }

    String pid() {
        return Long.toString(process.pid());
    }

    /** Processor time used so far. */
    Duration processorTime() {
        return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Live heap after a full collection, in megabytes. */
    double liveHeap() {
        String histogram = tool("jcmd", pid(), "GC.class_histogram");
        String total = histogram.substring(histogram.lastIndexOf("Total"));
        return Long.parseLong(total.trim().split("\\s+")[2]) / 1e6;
    }

    /** Resident memory in megabytes, as Linux tells it; NaN elsewhere. */
    double residentMemory() {
        return proc("status", "VmRSS:") / 1e3;
    }

    /** Bytes handed to write calls so far, files and sockets, as Linux tells it; NaN elsewhere. */
    double bytesWritten() {
        return proc("io", "wchar:");
    }

    private double proc(String file, String field) {
        try {
            return Files.readAllLines(Path.of("/proc", pid(), file)).stream()
                    .filter(line -> line.startsWith(field))
                    .mapToDouble(line -> Double.parseDouble(line.split("\\s+")[1]))
                    .findFirst()
                    .orElse(Double.NaN);
        } catch (IOException e) {
            return Double.NaN;
        }
    }

    static String tool(String name, String... arguments) {
        List<String> command = new ArrayList<>(List.of(BIN + name));
        command.addAll(Arrays.asList(arguments));
        try {
            Process tool = new ProcessBuilder(command).redirectErrorStream(true).start();
            return new String(tool.getInputStream().readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL, as a crash does. */
    void kill() {
        process.destroyForcibly();
        awaitEnd(60);
    }

    /** SIGTERM: the service ends in its own way. */
    @Override
    public void close() {
        end(60);
    }

    /** The same, with this many seconds before it is killed: a JVM that writes a cache at its end takes its time. */
    void end(long seconds) {
        process.destroy();
        awaitEnd(seconds);
    }

    private void awaitEnd(long seconds) {
        try {
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
