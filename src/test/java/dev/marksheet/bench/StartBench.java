package dev.marksheet.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How soon the service is healthy, as the jar and in the documented faster way, and what memory it takes then. */
final class StartBench {

    private final Bench bench;

    StartBench(Bench bench) {
        this.bench = bench;
    }

    /** @return seconds to healthy on an empty folder */
    double measure() throws IOException {
        List<Double> memory = new ArrayList<>();
        double seconds = line("Start to healthy, java -jar", 3, memory, i -> bench.service("start-" + i, Bench.USUAL));
        bench.table()
                .atMost(
                        "Resident memory once healthy",
                        350,
                        memory.get(memory.size() - 1),
                        " MB",
                        String.join(" ", Bench.USUAL));
        line("Start to healthy, with a class archive", 1.5, memory, withClassArchive());
        return seconds;
    }

    private interface Starter {
        Service start(int number);
    }

    private double line(String what, double goal, List<Double> memory, Starter starter) {
        int times = bench.settings().pick(5, 3);
        double[] seconds = new double[times];
        for (int i = 0; i < times; i++) {
            try (Service service = starter.start(i)) {
                seconds[i] = service.secondsToHealthy();
                memory.add(service.residentMemory());
            }
        }
        Arrays.sort(seconds);
        double median = seconds[times / 2];
        bench.table()
                .atMost(what, goal, median, " s", "median of %d, slowest %.2f s".formatted(times, seconds[times - 1]));
        return median;
    }

    /** Lets a first run record what it needs. */
    private Starter withClassArchive() throws IOException {
        Path cache = bench.folder().resolve("marksheet.archive");
        Training.run(bench, cache);
        return i -> bench.service("fast-" + i, Training.with(Training.use(cache)));
    }
}
