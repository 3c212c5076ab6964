package dev.marksheet.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Measures the built jar and prints each goal beside its figure.
 *
 * <p>Options: {@code --short} for a form of under two minutes; {@code --million} for the heap after a million calls too;
 * {@code --only NAME} for one of start, young, session, limits, removal; {@code --markdown} (the default) and {@code --json} for the
 * form of the output; {@code --strict} to end with 1 when a goal is missed; {@code --jar FILE}.
 */
public final class Benchmark {

    private Benchmark() {}

    public static void main(String[] args) throws IOException {
        List<String> options = Arrays.asList(args);
        Settings settings = Settings.of(options);
        Table table = new Table();
        String started = conditions();
        Path folder = Files.createTempDirectory("marksheet-bench-");
        try (MockJudge judge = new MockJudge()) {
            Bench bench = new Bench(settings, folder, judge, table);
            measure(bench, settings);
        } finally {
            Folders.delete(folder);
        }
        String heading = heading(settings, started);
        System.out.println(options.contains("--json") ? table.json(heading) : table.markdown(heading));
        System.exit(table.allMet() || !options.contains("--strict") ? 0 : 1);
    }

    private static void measure(Bench bench, Settings settings) throws IOException {
        double start = settings.includes("start") ? new StartBench(bench).measure() : Double.NaN;
        if (settings.includes("young")) {
            new YoungBench(bench).measure();
        }
        if (settings.includes("session")) {
            new SessionBench(bench, start).measure();
        }
        if (settings.includes("limits")) {
            new LimitsBench(bench).measure();
        }
        if (settings.includes("removal")) {
            new RemovalBench(bench).measure();
        }
        if (settings.includes("gate")) {
            new GateBench(bench).measure();
        }
    }

    private static String conditions() {
        return String.format(
                Locale.ROOT,
                "%s, %d processors, load %.1f before",
                Instant.now().truncatedTo(ChronoUnit.MINUTES),
                Runtime.getRuntime().availableProcessors(),
                load());
    }

    private static String heading(Settings settings, String started) {
        return String.format(
                Locale.ROOT,
                "%s form, %s and %.1f at the end, %s %s, JDK %s",
                settings.isShort() ? "Short" : "Full",
                started,
                load(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.version());
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }
}
