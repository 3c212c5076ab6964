package dev.marksheet.job;

import dev.marksheet.session.JobId;
import dev.marksheet.session.RunId;
import dev.marksheet.session.ScoreJob;
import dev.marksheet.session.ScoreRequest;
import dev.marksheet.store.JobStore;
import dev.marksheet.store.OpenJobs;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The calls of a database that belongs to this process alone: they wait in its memory. */
final class LocalCallQueue implements CallQueue {

    private static final Logger LOG = LoggerFactory.getLogger(LocalCallQueue.class);
    private static final Duration RETRY_WHEN_FULL = Duration.ofSeconds(5);
    private static final Duration WAY_OUT = Duration.ofSeconds(2);
    private static final Duration RETRY = Duration.ofSeconds(3);

    private final JobStore jobs;
    private final OpenJobs open;
    private final JobProperties properties;
    private final ExecutorService threads;
    private final Clock clock;
    private final FairQueue<RunId, JobStore.Open> queue = new FairQueue<>();
    private final Semaphore slots;
    private final Map<JobId, Future<?>> running = new ConcurrentHashMap<>();
    /** Null while nothing is handed out. */
    private volatile @Nullable Work work;

    LocalCallQueue(JobStore jobs, OpenJobs open, JobProperties properties, ExecutorService threads, Clock clock) {
        this.jobs = jobs;
        this.open = open;
        this.properties = properties;
        this.threads = threads;
        this.clock = clock;
        this.slots = new Semaphore(properties.workers());
    }

    @Override
    public ScoreJob accept(ScoreRequest request) {
        if (queue.size() >= properties.queueCapacity()) {
            throw new JobQueueFullException(properties.queueCapacity(), RETRY_WHEN_FULL);
        }
        ScoreJob job = Durable.await(jobs.accept(request, clock.instant()));
        enqueue(new JobStore.Open(job.id(), job.run(), false));
        return job;
    }

    private void enqueue(JobStore.Open call) {
        queue.add(call.run(), call);
        dispatch();
    }

    private void dispatch() {
        Work next = work;
        while (next != null && slots.tryAcquire()) {
            JobStore.Open call = queue.poll();
            if (call != null) {
                execute(call, next);
            } else {
                slots.release();
                // An offer that came between the poll and the release found no slot: look again on its behalf.
                if (queue.size() == 0) {
                    return;
                }
            }
            next = work;
        }
    }

    private void execute(JobStore.Open call, Work next) {
        FutureTask<Void> task = new FutureTask<>(() -> run(call, next), null);
        running.put(call.id(), task);
        threads.execute(() -> {
            try {
                task.run();
            } finally {
                running.remove(call.id());
                slots.release();
                dispatch();
            }
        });
    }

    private void run(JobStore.Open call, Work work) {
        try {
            work.run(call);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOG.info(
                    "Job {} of {} is interrupted and will be scored again",
                    call.id().value(),
                    call.run().value());
        } catch (RuntimeException e) {
            LOG.warn(
                    "Job {} of {} is tried again in {} s; nothing is lost ({})",
                    call.id().value(),
                    call.run().value(),
                    RETRY.toSeconds(),
                    e.getMessage());
            // It may have been scored by now: that must be looked up.
            JobStore.Open again = new JobStore.Open(call.id(), call.run(), true);
            later(() -> enqueue(again));
        }
    }

    /**
     * Takes up, in the background, results that wait to be reported, calls that were caught while running, and queued
     * calls: the service takes new calls meanwhile.
     */
    @Override
    public void start(Work newWork) {
        work = newWork;
        long upTo = open.latestSequence();
        threads.execute(() -> resume(upTo));
    }

    private void resume(long upTo) {
        AtomicInteger count = new AtomicInteger();
        try {
            Durable.await(open.requeue());
            open.each(upTo, call -> {
                enqueue(call);
                count.incrementAndGet();
                return work != null;
            });
        } catch (RuntimeException e) {
            resumeLater(upTo, count.get(), e);
        }
        if (count.get() > 0) {
            LOG.info("{} calls are resumed", count);
        }
    }

    private void resumeLater(long upTo, int resumed, RuntimeException cause) {
        if (resumed > 0) {
            // To read from the start again would hand some out twice.
            LOG.error("Some calls that were left open can't be read; they are resumed at the next start", cause);
            return;
        }
        LOG.warn("Open calls can't be read and are tried again in {} s ({})", RETRY.toSeconds(), cause.getMessage());
        later(() -> resume(upTo));
    }

    private void later(Runnable task) {
        CompletableFuture.delayedExecutor(RETRY.toMillis(), TimeUnit.MILLISECONDS, threads)
                .execute(task);
    }

    @Override
    public void stop() {
        work = null;
        try {
            if (!slots.tryAcquire(properties.workers(), properties.grace().toNanos(), TimeUnit.NANOSECONDS)) {
                LOG.info(
                        "{} calls did not end within {} s and are queued again",
                        running.size(),
                        properties.grace().toSeconds());
                running.values().forEach(task -> task.cancel(true));
                // What judges have answered them is stored on their way out.
                slots.tryAcquire(properties.workers(), WAY_OUT.toNanos(), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.shutdownNow();
    }
}
