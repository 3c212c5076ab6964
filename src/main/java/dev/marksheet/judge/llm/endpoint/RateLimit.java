package dev.marksheet.judge.llm.endpoint;

import java.util.concurrent.TimeUnit;

/**
 * How fast requests may follow one another. Free until the endpoint complains of too many; then four fifths of what it
 * took in the last second, growing by a twentieth a second, and doubling every second once it has not complained for a
 * while. A limit on requests in flight alone can't keep to a limit per minute: where answers are quick, even one request
 * in flight is too fast. Not safe for use by several threads at once.
 */
final class RateLimit {

    /** The slowest pace: one request in so many nanoseconds. */
    static final long LONGEST_GAP = TimeUnit.SECONDS.toNanos(2);

    private static final double SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final double SLOWER = 0.8;
    private static final double CAUTIOUS_GROWTH = Math.log(1.05);
    private static final double BOLD_GROWTH = Math.log(2);
    private static final long CAUTION = TimeUnit.SECONDS.toNanos(10);
    private static final double FREE = 10_000;
    private static final int SLICES = 10;
    private static final long SLICE = TimeUnit.SECONDS.toNanos(1) / SLICES;

    /** Successes of the last second, by tenths of it. */
    private final long[] successes = new long[SLICES];

    private long slice;

    /** Requests a second; infinite while free. */
    private double rate = Double.POSITIVE_INFINITY;

    private long next;
    private long lastComplaint;
    private long lastGrowth;

    /** Nanoseconds until the next request may start; 0 when it may now. */
    long delay(long now) {
        return isFree() ? 0 : Math.max(0, next - now);
    }

    /** Says that a request starts. */
    void started(long now) {
        if (!isFree()) {
            next = Math.max(next, now) + (long) (SECOND / rate);
        }
    }

    /** Says that a request was served. */
    void succeeded(long now) {
        advance(now);
        successes[index()]++;
        if (!isFree()) {
            double growth = now - lastComplaint < CAUTION ? CAUTIOUS_GROWTH : BOLD_GROWTH;
            rate *= Math.exp(growth * Math.min(1, (now - lastGrowth) / SECOND));
            lastGrowth = now;
            rate = rate > FREE ? Double.POSITIVE_INFINITY : rate;
        }
    }

    /**
     * Says that the endpoint complained of too many requests.
     *
     * @param inFlight how many may be in flight
     */
    void complained(long now, int inFlight) {
        advance(now);
        long served = 0;
        for (long count : successes) {
            served += count;
        }
        // Where answers take longer than a second none need have come: then the limit on requests in flight does.
        double known = served == 0 && isFree() ? inFlight : Math.min(rate, served);
        rate = Math.max(SECOND / LONGEST_GAP, SLOWER * known);
        next = now + (long) (SECOND / rate);
        lastComplaint = now;
        lastGrowth = now;
    }

    private boolean isFree() {
        return Double.isInfinite(rate);
    }

    private int index() {
        return Math.floorMod(slice, SLICES);
    }

    private void advance(long now) {
        long current = Math.floorDiv(now, SLICE);
        for (long passed = Math.max(slice, current - SLICES) + 1; passed <= current; passed++) {
            successes[Math.floorMod(passed, SLICES)] = 0;
        }
        slice = Math.max(slice, current);
    }
}
