package dev.marksheet.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What all parts of the benchmark share. */
record Bench(Settings settings, Path folder, MockJudge judge, Table table) {

    /** The smallest heap that the service promises to run in. */
    static final List<String> SMALL_HEAP =
            List.of("-Xms64m", "-Xmx192m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError");

    /** What the README's commands use. */
    static final List<String> USUAL = List.of(
            "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xms64m", "-Xmx256m", "-XX:+ExitOnOutOfMemoryError");

    /** Starts the built jar on a folder with the mock as its judge. */
    Service service(String outputs, List<String> jvm, String... more) {
        List<String> options = new ArrayList<>(List.of(
                "--marksheet.judge.base-url=http://127.0.0.1:" + judge.port() + "/v1",
                "--marksheet.judge.model=mock",
                "--marksheet.judge.embedding-model=mock",
                "--marksheet.job.grace=1s",
                "--marksheet.job.queue-capacity=1000000"));
        options.addAll(List.of(more));
        // Prose advice is asked for in the background and would count as load of its own.
        options.add("--marksheet.advice.model=");
        return new Service(settings.jar(), folder.resolve(outputs), jvm, options);
    }
}
