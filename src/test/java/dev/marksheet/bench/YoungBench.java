package dev.marksheet.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a server that has just started does with its first calls, as continuous builds meet it. */
final class YoungBench {

    private static final int FIRST = 100;
    private static final double MEGA_PER_MEBI = 1.024;

    /** A look costs a fresh process several milliseconds; nobody who waits for calls looks a hundred times a second. */
    private static final int POLL_MILLISECONDS = 50;

    private final Bench bench;

    YoungBench(Bench bench) {
        this.bench = bench;
    }

    private record Figures(double ratio, double first, double firstMs, double warm, double warmMs, double resident) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%.0f ÷ %.0f calls/s, %.1f ÷ %.1f ms processor time a call",
                    first,
                    warm,
                    firstMs,
                    warmMs);
        }
    }

    void measure() throws IOException {
        Figures plain = line("First 100 calls a second ÷ after 4,000", 0.22, Bench.USUAL);
        bench.table()
                .atMost(
                        "Resident memory after 11,000 calls",
                        450,
                        plain.resident() / MEGA_PER_MEBI,
                        " MiB",
                        String.join(" ", Bench.USUAL));
        if (Training.hasAotCache()) {
            Path cache = bench.folder().resolve("trained.aot");
            Training.run(bench, cache);
            line("The same with a cache from a training run", 0.35, Training.with(Training.use(cache)));
        }
    }

    private Figures line(String what, double goal, List<String> jvm) {
        int times = bench.settings().pick(3, 1);
        Figures[] all = new Figures[times];
        for (int i = 0; i < times; i++) {
            all[i] = figures("young-" + jvm.size() + "-" + i, jvm, i == times - 1);
        }
        Figures last = all[times - 1];
        Arrays.sort(all, (a, b) -> Double.compare(a.ratio(), b.ratio()));
        Figures median = all[times / 2];
        bench.table().atLeast(what, goal, median.ratio(), "", "median of " + times + ": " + median);
        return last;
    }

    private Figures figures(String folder, List<String> jvm, boolean long11) {
        try (Service service = bench.service(folder, jvm)) {
            Load load = new Load(service, POLL_MILLISECONDS);
            Duration atFirst = service.processorTime();
            double first = load.scored("young", FIRST, Load.SIX);
            double firstMs = service.processorTime().minus(atFirst).toMillis() / (double) FIRST;
            load.scored("young", bench.settings().pick(3_900, 1_000), Load.SIX);
            Duration before = service.processorTime();
            int calls = 1_000;
            double warm = load.scored("young", calls, Load.SIX);
            double warmMs = service.processorTime().minus(before).toMillis() / (double) calls;
            if (long11) {
                load.scored("young", bench.settings().pick(6_000, 500), Load.SIX);
            }
            return new Figures(first / warm, first, firstMs, warm, warmMs, service.residentMemory());
        }
    }
}
