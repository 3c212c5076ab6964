package dev.marksheet.bench;

import java.util.Locale;

/** A crash with many calls queued, and the start after it. */
final class RestartBench {

    private final Bench bench;
    private final Service service;
    private final double emptyStart;

    RestartBench(Bench bench, Service service, double emptyStart) {
        this.bench = bench;
        this.service = service;
        this.emptyStart = emptyStart;
    }

    /** @return the service that took over */
    Service measure(int ended) {
        int queued = bench.settings().pick(10_000, 1_000);
        double empty = Double.isNaN(emptyStart) ? emptyStart() : emptyStart;
        String session = "queued-behind-" + ended;
        bench.judge().shut();
        new Load(service).submit(queued, 16, i -> Load.call(session, i, Load.ONE));
        service.kill();
        bench.judge().open();
        Service next = bench.service("session", Bench.USUAL);
        long healthy = System.nanoTime();
        String what = "%,d ended and %,d queued".formatted(ended, queued);
        bench.table()
                .atMost(
                        "Restart with " + what + " ÷ empty start",
                        1.2,
                        next.secondsToHealthy() / empty,
                        "",
                        String.format(Locale.ROOT, "%.2f s ÷ %.2f s", next.secondsToHealthy(), empty));
        awaitFirst(next, session);
        bench.table().atMost("First call ended after that", 2, (System.nanoTime() - healthy) / 1e9, " s", what);
        return next;
    }

    private static void awaitFirst(Service next, String session) {
        try (HttpConnection connection = next.connect()) {
            while (Load.completed(connection, session) == 0) {
                Pause.milliseconds(5);
            }
        }
    }

    private double emptyStart() {
        try (Service fresh = bench.service("fresh", Bench.USUAL)) {
            return fresh.secondsToHealthy();
        }
    }
}
