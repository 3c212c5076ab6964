package dev.marksheet.bench;

import java.time.Duration;
import java.util.Locale;

/** A session that is filled step by step and measured at each. */
final class Growth {

    private final Service service;
    private final Load load;
    private final Bench bench;
    private final String session;
    private int rows;

    Growth(Bench bench, Service service, String session) {
        this(bench, service, session, 0);
    }

    /** @param rows calls that the session has already */
    Growth(Bench bench, Service service, String session, int rows) {
        this.rows = rows;
        this.bench = bench;
        this.service = service;
        this.load = new Load(service);
        this.session = session;
    }

    /**
     * What scoring cost at one size.
     *
     * @param rows rows before
     * @param bytes bytes written per call
     */
    record Figures(int rows, double perSecond, double processorMs, double judgeRequests, double bytes) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%.0f calls/s, %.1f ms processor time and %.1f judge requests a call",
                    perSecond,
                    processorMs,
                    judgeRequests);
        }
    }

    int rows() {
        return rows;
    }

    /** Lets the JIT compiler see everything once; in a session of its own. */
    void warmUp(int calls) {
        load.scored("warm-up", calls, Load.SIX);
        // A new metric is a new column, for which scores.csv is rewritten: once, here, and not while measuring.
        load.scored("warm-up", calls, Load.NO_JUDGE);
        load.scored(session, 1, Load.SIX);
        load.scored(session, 1, Load.NO_JUDGE);
        rows = 2;
    }

    Figures figures(int calls) {
        Duration processor = service.processorTime();
        double bytes = service.bytesWritten();
        long requests = bench.judge().requests();
        int before = rows;
        double perSecond = load.scored(session, calls, Load.SIX);
        rows += calls;
        return new Figures(
                before,
                perSecond,
                service.processorTime().minus(processor).toMillis() / (double) calls,
                (bench.judge().requests() - requests) / (double) calls,
                (service.bytesWritten() - bytes) / calls);
    }

    /** Adds calls that no judge is needed for. */
    void fillTo(int size) {
        while (rows < size) {
            int calls = Math.min(10_000, size - rows);
            load.scored(session, calls, Load.NO_JUDGE);
            rows += calls;
        }
    }
}
