package dev.marksheet.bench;

import java.util.Locale;

/** What watching a long session costs. */
final class PollBench {

    private final Bench bench;
    private final Service service;
    private final String path;

    PollBench(Bench bench, Service service, String session) {
        this.bench = bench;
        this.service = service;
        this.path = "/api/score/sessions/" + session;
    }

    void measure(int rows) {
        Load load = new Load(service);
        int times = bench.settings().pick(2000, 500);
        String of = " of a session of %,d".formatted(rows);
        load.poll(times, connection -> connection.get(path + "?jobs=none").status());
        Load.Times none = load.poll(
                times, connection -> connection.get(path + "?jobs=none").status());
        bench.table().atMost("Poll with jobs=none" + of + ", p99", 5, none.p99Ms(), " ms", median(none));
        String tag = tag();
        Load.Times unchanged = load.poll(times, connection -> unchanged(connection, tag));
        bench.table().atMost("Poll with If-None-Match" + of + ", p99", 2, unchanged.p99Ms(), " ms", median(unchanged));
        allJobs(rows);
    }

    private static String median(Load.Times times) {
        return String.format(Locale.ROOT, "median %.2f ms", times.medianMs());
    }

    private String tag() {
        try (HttpConnection connection = service.connect()) {
            return connection.get(path).headers().getOrDefault("etag", "");
        }
    }

    private long unchanged(HttpConnection connection, String tag) {
        int status = connection.get(path, "If-None-Match: " + tag).status();
        if (status != 304) {
            throw new IllegalStateException("304 was expected, not " + status);
        }
        return status;
    }

    private void allJobs(int rows) {
        double before = service.residentMemory();
        try (HttpConnection connection = service.connect()) {
            connection.count(path);
            long start = System.nanoTime();
            long bytes = connection.count(path).length();
            double seconds = (System.nanoTime() - start) / 1e9;
            bench.table()
                    .atMost(
                            "All %,d jobs in one poll: growth of resident memory".formatted(rows),
                            20,
                            Math.max(0, service.residentMemory() - before),
                            " MB",
                            String.format(Locale.ROOT, "%.1f MB in %.2f s", bytes / 1e6, seconds));
        }
    }
}
