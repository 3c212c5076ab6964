package dev.marksheet.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** One session as it grows, in the smallest heap: throughput, acknowledgements, polls, memory, restart. */
final class SessionBench {

    private static final String SESSION = "flat";

    private final Bench bench;
    private final double emptyStart;

    /** @param emptyStart seconds to healthy on an empty folder; NaN when not measured */
    SessionBench(Bench bench, double emptyStart) {
        this.bench = bench;
        this.emptyStart = emptyStart;
    }

    private int at(int full, int shortForm) {
        return bench.settings().pick(full, shortForm);
    }

    void measure() {
        Service service = bench.service("session", Bench.SMALL_HEAP);
        try {
            Growth growth = new Growth(bench, service, SESSION);
            growth.warmUp(at(2000, 400));
            Growth.Figures none = growth.figures(at(1000, 300));
            double heap = service.liveHeap();
            rewrites(growth);
            acknowledgements(service, "at none");
            growth.fillTo(at(10_000, 2_000));
            Growth.Figures middle = growth.figures(at(1000, 300));
            new PollBench(bench, service, SESSION).measure(growth.rows());
            growth.fillTo(at(100_000, 6_000));
            Growth.Figures many = growth.figures(at(1000, 300));
            report(none, middle, many);
            acknowledgements(service, "at %,d jobs".formatted(growth.rows()));
            heap(service, growth.rows(), heap, Bench.SMALL_HEAP);
            service = new RestartBench(bench, service, emptyStart).measure(growth.rows());
            if (bench.settings().million()) {
                service = million(service, growth.rows(), heap);
            }
        } finally {
            service.close();
        }
    }

    private void rewrites(Growth growth) {
        Path folder = bench.folder().resolve("session/score-session/session-" + SESSION);
        try (FileWatch files = new FileWatch(folder)) {
            int calls = at(1000, 300);
            growth.figures(calls);
            double batches = files.writes("scores.csv");
            long rewrites = Math.max(files.replaced("summary.md"), files.replaced("optimization_advice.md"));
            bench.table()
                    .atMost(
                            "Rewrites of a Markdown file per batch",
                            1,
                            rewrites / batches,
                            "",
                            "%d for %d appends to scores.csv with %d calls".formatted(rewrites, (int) batches, calls));
        }
    }

    private void report(Growth.Figures none, Growth.Figures middle, Growth.Figures many) {
        Table table = bench.table();
        table.atLeast("Calls per second, six metrics, judge at 0 ms", 165, none.perSecond(), "", none.toString());
        table.atLeast("The same at %,d rows".formatted(middle.rows()), 150, middle.perSecond(), "", middle.toString());
        ratio("Throughput at %,d rows ÷ at none".formatted(middle.rows()), 0.9, middle, none);
        ratio("Throughput at %,d rows ÷ at none".formatted(many.rows()), 0.8, many, none);
        table.atMost(
                "Bytes written per call at %,d rows ÷ at none".formatted(many.rows()),
                1.2,
                many.bytes() / none.bytes(),
                "",
                String.format(Locale.ROOT, "%.0f ÷ %.0f", many.bytes(), none.bytes()));
    }

    private void ratio(String what, double goal, Growth.Figures figures, Growth.Figures none) {
        bench.table().atLeast(what, goal, figures.perSecond() / none.perSecond(), "", figures.toString());
    }

    private void acknowledgements(Service service, String when) {
        Load load = new Load(service);
        int calls = at(5000, 1500);
        // Nobody is answered meanwhile, so that accepting is measured alone.
        bench.judge().shut();
        Load.Times times = load.submit(calls, 16, i -> Load.call("accepted-" + i % 4, i, Load.ONE));
        bench.judge().open();
        String detail =
                String.format(Locale.ROOT, "%,d calls on 16 connections, median %.1f ms", calls, times.medianMs());
        bench.table().atLeast("Durable acknowledgements a second " + when, 1000, times.perSecond(), "", detail);
        bench.table().atMost("Their 99th percentile " + when, 50, times.p99Ms(), " ms", detail);
        try (HttpConnection connection = service.connect()) {
            for (int i = 0; i < 4; i++) {
                awaitIdle(connection, "accepted-" + i);
            }
        }
    }

    private static void awaitIdle(HttpConnection connection, String session) {
        while (true) {
            HttpConnection.Response state = connection.get("/api/score/sessions/" + session + "?jobs=none");
            if (state.number("queued") + state.number("running") == 0) {
                return;
            }
            Pause.milliseconds(20);
        }
    }

    /** The same service goes on, restarted by now, so its heap is the usual one. */
    private Service million(Service service, int rows, double heapAtFirst) {
        Growth growth = new Growth(bench, service, SESSION, rows);
        growth.fillTo(1_000_000);
        heap(service, growth.rows(), heapAtFirst, Bench.USUAL);
        return new RestartBench(bench, service, emptyStart).measure(growth.rows());
    }

    private void heap(Service service, int rows, double atFirst, List<String> jvm) {
        double now = service.liveHeap();
        bench.table()
                .atMost(
                        "Live heap after %,d recorded calls ÷ after the first thousands".formatted(rows),
                        1.2,
                        now / atFirst,
                        "",
                        String.format(
                                Locale.ROOT,
                                "%.1f MB ÷ %.1f MB with %s, %.0f MB resident",
                                now,
                                atFirst,
                                jvm,
                                service.residentMemory()));
    }
}
