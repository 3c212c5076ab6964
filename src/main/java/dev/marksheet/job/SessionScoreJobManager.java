package dev.marksheet.job;

import dev.marksheet.session.CallResult;
import dev.marksheet.session.JobId;
import dev.marksheet.session.Row;
import dev.marksheet.session.RunId;
import dev.marksheet.session.ScoreJob;
import dev.marksheet.session.ScoreRequest;
import dev.marksheet.store.JobStore;
import java.time.Clock;
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
import org.slf4j.MDC;
import org.springframework.context.SmartLifecycle;

/**
 * The life of every call: accepted into the database, queued fairly by session, scored on a bounded number of threads,
 * handed to the recorder. It resumes at start what a stop or a crash left open. Safe for use by many threads at once.
 */
public class SessionScoreJobManager implements SmartLifecycle {

    /** Below the web server's phase: HTTP drains first, then the running calls end. */
    private static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 4096;

    private static final Logger LOG = LoggerFactory.getLogger(SessionScoreJobManager.class);

    private final JobStore jobs;
    private final CallScorer scorer;
    private final SessionRecorder recorder;
    private final JobProperties properties;
    private final ExecutorService threads;
    private final Clock clock;
    private final FairQueue<RunId, JobStore.Open> queue = new FairQueue<>();
    private final Semaphore slots;
    private final Map<JobId, Future<?>> running = new ConcurrentHashMap<>();
    private volatile boolean open;

    SessionScoreJobManager(
            JobStore jobs,
            CallScorer scorer,
            SessionRecorder recorder,
            JobProperties properties,
            ExecutorService threads,
            Clock clock) {
        this.jobs = jobs;
        this.scorer = scorer;
        this.recorder = recorder;
        this.properties = properties;
        this.threads = threads;
        this.clock = clock;
        this.slots = new Semaphore(properties.workers());
    }

    /**
     * Accepts a call. When this returns, the call is durable and will be scored, whatever happens to this process.
     *
     * @throws JobQueueFullException if too many calls wait; nothing was stored
     */
    public ScoreJob submit(ScoreRequest request) {
        if (queue.size() >= properties.queueCapacity()) {
            throw new JobQueueFullException(properties.queueCapacity(), Duration.ofSeconds(5));
        }
        ScoreJob job = Durable.await(jobs.accept(request, clock.instant()));
        enqueue(new JobStore.Open(job.id(), job.run(), false));
        return job;
    }

    /**
     * Scores a call at once and stores nothing.
     *
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public CallResult scoreNow(ScoreRequest request) throws InterruptedException {
        return scorer.score(request);
    }

    private void enqueue(JobStore.Open job) {
        queue.add(job.run(), job);
        dispatch();
    }

    private void dispatch() {
        while (open && slots.tryAcquire()) {
            JobStore.Open job = queue.poll();
            if (job != null) {
                execute(job);
                continue;
            }
            slots.release();
            // An offer that came between the poll and the release found no slot: look again on its behalf.
            if (queue.size() == 0) {
                return;
            }
        }
    }

    private void execute(JobStore.Open job) {
        FutureTask<Void> work = new FutureTask<>(() -> run(job), null);
        running.put(job.id(), work);
        threads.execute(() -> {
            try {
                work.run();
            } finally {
                running.remove(job.id());
                slots.release();
                dispatch();
            }
        });
    }

    private void run(JobStore.Open job) {
        MDC.put("job_id", job.id().value());
        try {
            if (job.scored()) {
                jobs.unreported(job.id(), clock.instant()).ifPresent(recorder::report);
            } else if (jobs.start(job.id(), job.run(), clock.instant()).join()) {
                score(job);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOG.info(
                    "Job {} of {} is interrupted and will be scored again",
                    job.id().value(),
                    job.run().value());
        } catch (RuntimeException e) {
            LOG.error(
                    "Job {} of {} stopped and will be tried at the next start",
                    job.id().value(),
                    job.run().value(),
                    e);
        } finally {
            MDC.remove("job_id");
        }
    }

    private void score(JobStore.Open job) throws InterruptedException {
        ScoreRequest request = jobs.request(job.id()).orElseThrow();
        CallResult result = scorer.score(request);
        recorder.record(new Row(0, job.id(), job.run(), request, result, clock.instant()));
        LOG.info(
                "Job {} of {} {}: {} of {} metrics scored in {} ms",
                job.id().value(),
                job.run().value(),
                result.status().wireName(),
                result.scored(),
                result.scores().size(),
                result.latencyMs());
    }

    /** Takes up what is open: results that wait to be reported, calls that were caught while running, queued calls. */
    @Override
    public void start() {
        open = true;
        int count = 0;
        for (JobStore.Open job : jobs.open()) {
            if (!job.scored()) {
                jobs.requeue(job.id(), job.run());
            }
            queue.add(job.run(), job);
            count++;
        }
        if (count > 0) {
            LOG.info("{} calls are resumed", count);
        }
        dispatch();
    }

    /** Lets running calls end within the grace time; the others are scored again at the next start. */
    @Override
    public void stop() {
        open = false;
        long end = System.nanoTime() + properties.grace().toNanos();
        try {
            boolean ended =
                    slots.tryAcquire(properties.workers(), Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (!ended) {
                LOG.info(
                        "{} calls did not end within {} s and are queued again",
                        running.size(),
                        properties.grace().toSeconds());
                running.values().forEach(work -> work.cancel(true));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        recorder.close();
        threads.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return open;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
