package dev.marksheet.bench;

import java.util.Arrays;
import java.util.Locale;

/** How well the limit on requests in flight is used and shared, with a judge that takes 50 ms. */
final class LimitsBench {

    private static final int JUDGE_MS = 50;
    private static final int WIDE = 256;
    private static final int USUAL = 32;

    /** Questions that need the answer of one before: two of them, one after the other. */
    private static final double LONGEST_CHAIN = 2 * JUDGE_MS / 1e3;

    private final Bench bench;

    LimitsBench(Bench bench) {
        this.bench = bench;
    }

    void measure() {
        int warmUp = bench.settings().pick(4000, 500);
        try (Service service = bench.service(
                "wide", Bench.USUAL, "--marksheet.judge.max-concurrency=" + WIDE, "--marksheet.job.workers=" + WIDE)) {
            bench.judge().answerAfter(0);
            new Load(service).scored("warm-up", warmUp, Load.SIX);
            bench.judge().answerAfter(JUDGE_MS);
            makespan(service, warmUp);
        }
        try (Service service = bench.service("usual", Bench.USUAL)) {
            bench.judge().answerAfter(0);
            new Load(service).scored("warm-up", warmUp, Load.SIX);
            bench.judge().answerAfter(JUDGE_MS);
            utilisation(service);
            fairness(service);
        } finally {
            bench.judge().answerAfter(0);
        }
    }

    private void makespan(Service service, int warmUp) {
        Load load = new Load(service);
        int calls = 100;
        double best = Double.MAX_VALUE;
        double goal = 0;
        for (int i = 0; i < 3; i++) {
            long requests = bench.judge().requests();
            double seconds = calls / load.scored("wide-" + i, calls, Load.SIX);
            double all = (bench.judge().requests() - requests) * JUDGE_MS / 1e3 / WIDE;
            goal = 1.5 * Math.max(LONGEST_CHAIN, all) + 0.3;
            best = Math.min(best, seconds);
        }
        bench.table()
                .atMost(
                        "100 calls, judge at 50 ms, 256 in flight",
                        goal,
                        best,
                        " s",
                        ("best of 3 after %,d other calls; the goal is 1.5 × the longer of chain and requests × 50 ms"
                                        + " ÷ 256, + 0.3 s")
                                .formatted(warmUp));
    }

    private void utilisation(Service service) {
        Load load = new Load(service);
        int calls = bench.settings().pick(1000, 300);
        long busy = bench.judge().busyNanos();
        long start = System.nanoTime();
        load.submit(calls, 8, i -> Load.call("many-" + i % 50, i, Load.SIX));
        for (int i = 0; i < 50; i++) {
            load.awaitCompleted("many-" + i, calls / 50);
        }
        double nanos = System.nanoTime() - start;
        double inFlight = (bench.judge().busyNanos() - busy) / nanos;
        bench.table()
                .atLeast(
                        "Share of the limit in flight, %,d calls over 50 sessions".formatted(calls),
                        0.9,
                        inFlight / USUAL,
                        "",
                        String.format(Locale.ROOT, "mean %.1f of %d over %.1f s", inFlight, USUAL, nanos / 1e9));
    }

    private void fairness(Service service) {
        Load load = new Load(service);
        double alone = median(load, "alone");
        int queued = bench.settings().pick(5000, 1000);
        load.submit(queued, 16, i -> Load.call("busy", i, Load.SIX));
        double behind = median(load, "idle");
        bench.table()
                .atMost(
                        "A call of an idle session behind %,d of another ÷ alone".formatted(queued),
                        2,
                        behind / alone,
                        "",
                        String.format(Locale.ROOT, "median of 5: %.0f ms ÷ %.0f ms", behind, alone));
    }

    private static double median(Load load, String session) {
        double[] times = new double[5];
        for (int i = 0; i < times.length; i++) {
            times[i] = load.turnaround(session, i);
        }
        Arrays.sort(times);
        return times[times.length / 2];
    }
}
