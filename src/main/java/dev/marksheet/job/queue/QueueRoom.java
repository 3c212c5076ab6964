package dev.marksheet.job.queue;

import dev.marksheet.job.JobQueueFullException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Whether there is room in a queue that many processes share. Counting a long queue takes a while, so the capacity is kept
 * to within what comes in a second. Safe for use by many threads at once.
 */
final class QueueRoom {

    private static final long COUNT_EVERY = Duration.ofSeconds(1).toNanos();

    private final int capacity;
    private final LongSupplier count;
    private final AtomicLong countedAt = new AtomicLong(System.nanoTime() - COUNT_EVERY);
    private volatile long waiting;

    /** @param count counts the calls that wait */
    QueueRoom(int capacity, LongSupplier count) {
        this.capacity = capacity;
        this.count = count;
    }

    /** @throws JobQueueFullException if there is none */
    void require() {
        long last = countedAt.get();
        long now = System.nanoTime();
        if (now - last >= COUNT_EVERY && countedAt.compareAndSet(last, now)) {
            waiting = count.getAsLong();
        }
        if (waiting >= capacity) {
            throw new JobQueueFullException(capacity);
        }
    }
}
