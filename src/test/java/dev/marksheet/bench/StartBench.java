package dev.marksheet.bench;

import java.util.Arrays;
import java.util.List;

/** How soon the service is healthy and what it takes then. */
final class StartBench {

    private final Bench bench;

    StartBench(Bench bench) {
        this.bench = bench;
    }

    /** @return seconds to healthy on an empty folder */
    double measure() {
        int times = bench.settings().pick(5, 3);
        double[] seconds = new double[times];
        for (int i = 0; i < times; i++) {
            try (Service service = bench.service("start-" + i, List.of())) {
                seconds[i] = service.secondsToHealthy();
            }
        }
        Arrays.sort(seconds);
        double median = seconds[times / 2];
        bench.table()
                .atMost(
                        "Start to healthy",
                        3,
                        median,
                        " s",
                        "median of %d, slowest %.1f s".formatted(times, seconds[times - 1]));
        return median;
    }
}
