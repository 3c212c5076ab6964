package dev.marksheet.job.queue;

import dev.marksheet.session.JobId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** So many calls are worked on at a time. Safe for use by many threads at once. */
final class WorkerSlots {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerSlots.class);
    private static final Duration WAY_OUT = Duration.ofSeconds(2);

    private final int workers;
    private final ExecutorService threads;
    private final Semaphore free;
    private final Map<JobId, Future<?>> running = new ConcurrentHashMap<>();

    WorkerSlots(int workers, ExecutorService threads) {
        this.workers = workers;
        this.threads = threads;
        this.free = new Semaphore(workers);
    }

    /** Takes a slot, if one is free. */
    boolean take() {
        return free.tryAcquire();
    }

    void giveBack() {
        free.release();
    }

    /**
     * Works on a call in a slot that was taken, and gives it back.
     *
     * @param afterwards done once the slot is free again
     * @throws RuntimeException if there is no thread for it, as an {@link Error} says, too: the slot is free again
     */
    void execute(JobId id, Runnable work, Runnable afterwards) {
        FutureTask<Void> task = new FutureTask<>(work, null);
        running.put(id, task);
        try {
            threads.execute(() -> {
                try {
                    task.run();
                } finally {
                    running.remove(id, task);
                    giveBack();
                    afterwards.run();
                }
            });
        } catch (RuntimeException | Error e) {
            running.remove(id, task);
            giveBack();
            throw e;
        }
    }

    /** Lets running calls end within the grace time; then they are interrupted. */
    void stop(Duration grace) {
        try {
            if (!free.tryAcquire(workers, grace.toNanos(), TimeUnit.NANOSECONDS)) {
                LOG.info("{} calls did not end within {} s and are queued again", running.size(), grace.toSeconds());
                running.values().forEach(task -> task.cancel(true));
                // What judges have answered them is stored on their way out.
                free.tryAcquire(workers, WAY_OUT.toNanos(), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
