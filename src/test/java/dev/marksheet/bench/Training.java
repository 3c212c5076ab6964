package dev.marksheet.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Has the built jar score calls of a mock judge while the JVM writes down which classes it loads, how it links them and
 * which methods are hot, so that the next one starts with that. The cache fits the JDK, the jar and the collector that it
 * was made with.
 *
 * <p>Arguments: the jar, by default {@code target/marksheet.jar}; the cache is {@code marksheet.aot} beside it.
 */
public final class Training {

    private static final int FIRST_WITH_AOT_CACHE = 25;
    private static final int CALLS = 2_000;
    private static final long PATIENCE_SECONDS = 600;

    private Training() {}

    public static void main(String[] args) throws IOException {
        Path jar = Path.of(args.length > 0 ? args[0] : "target/marksheet.jar");
        Path folder = Files.createTempDirectory("marksheet-training-");
        Path cache = jar.resolveSibling("marksheet.aot");
        try (MockJudge judge = new MockJudge()) {
            Settings settings = Settings.of(List.of("--jar", jar.toString()));
            run(new Bench(settings, folder, judge, new Table()), cache);
        } finally {
            Folders.delete(folder);
        }
        System.out.printf("%s, %d MB%n", cache, Files.size(cache) >> 20);
    }

    /** Scores calls, looks at the pages, and ends the service in its own way, which is when the JVM writes. */
    static void run(Bench bench, Path cache) throws IOException {
        Files.deleteIfExists(cache);
        try (Service service = bench.service("trained", with(recording(cache)))) {
            new Load(service).scored("training", CALLS, Load.SIX);
            try (HttpConnection connection = service.connect()) {
                List.of("/", "/runs/session-training", "/api/score/sessions/training")
                        .forEach(connection::get);
            }
            service.end(PATIENCE_SECONDS);
        }
        if (!Files.exists(cache)) {
            throw new IllegalStateException("the JVM has written no " + cache);
        }
    }

    private static String recording(Path cache) {
        return (hasAotCache() ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + cache.toAbsolutePath();
    }

    /** The option with which a JVM starts from what was written. */
    static String use(Path cache) {
        return (hasAotCache() ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + cache.toAbsolutePath();
    }

    static boolean hasAotCache() {
        return Runtime.version().feature() >= FIRST_WITH_AOT_CACHE;
    }

    static List<String> with(String option) {
        List<String> jvm = new ArrayList<>(Bench.USUAL);
        jvm.add(option);
        return jvm;
    }
}
