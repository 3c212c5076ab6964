package dev.marksheet.job.removal;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntPredicate;

/**
 * Does large work on the database in steps of some milliseconds, whatever the machine: the size of a step follows from how
 * long the last one took. Between two steps there is a pause of a step's length, so that others get on: also on a machine that is
 * busy otherwise, where a step takes long however small it is. Safe
 * for use by many threads at once.
 */
final class SmallSteps {

    private static final long GOAL = Duration.ofMillis(12).toNanos();
    private static final int SMALLEST = 25;
    private static final int LARGEST = 2000;
    private static final long LONGEST_PAUSE = Duration.ofMillis(250).toMillis();

    private volatile int size = SMALLEST;
    private final AtomicLong longest = new AtomicLong();

    /**
     * Does one step and pauses.
     *
     * @param step given its size; says whether anything is left to do
     * @return what the step said
     */
    boolean take(IntPredicate step) {
        int mine = size;
        long began = System.nanoTime();
        boolean more = step.test(mine);
        long took = System.nanoTime() - began;
        longest.accumulateAndGet(took, Math::max);
        double factor = Math.min(2, Math.max(0.25, (double) GOAL / Math.max(1, took)));
        size = (int) Math.min(LARGEST, Math.max(SMALLEST, Math.round(mine * factor)));
        if (more) {
            pause(Math.min(LONGEST_PAUSE, Duration.ofNanos(took).toMillis()));
        }
        return more;
    }

    /** How long the longest step has taken since this was asked last, with its wait for others. */
    Duration longest() {
        return Duration.ofNanos(longest.getAndSet(0));
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
