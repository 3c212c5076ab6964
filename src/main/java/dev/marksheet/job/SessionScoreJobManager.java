package dev.marksheet.job;

import dev.marksheet.judge.KeptAnswers;
import dev.marksheet.session.CallResult;
import dev.marksheet.session.Row;
import dev.marksheet.session.ScoreJob;
import dev.marksheet.session.ScoreRequest;
import dev.marksheet.store.JobStore;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * The life of every call: accepted by the queue, scored when its turn has come, handed to the recorder. Safe for use by
 * many threads at once.
 */
public class SessionScoreJobManager implements SmartLifecycle {

    /** Below the web server's phase: HTTP drains first, then the running calls end. */
    private static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 4096;

    private static final Logger LOG = LoggerFactory.getLogger(SessionScoreJobManager.class);

    private final CallQueue queue;
    private final JobStore jobs;
    private final CallScorer scorer;
    private final SessionRecorder recorder;
    private final AnswerKeeper answers;
    private final Clock clock;
    private volatile boolean open;

    SessionScoreJobManager(
            CallQueue queue,
            JobStore jobs,
            CallScorer scorer,
            SessionRecorder recorder,
            AnswerKeeper answers,
            Clock clock) {
        this.queue = queue;
        this.jobs = jobs;
        this.scorer = scorer;
        this.recorder = recorder;
        this.answers = answers;
        this.clock = clock;
    }

    /**
     * Accepts a call. When this returns, the call is durable and will be scored, whatever happens to this process.
     *
     * @throws JobQueueFullException if too many calls wait; nothing was stored
     */
    public ScoreJob submit(ScoreRequest request) {
        return queue.accept(request);
    }

    /**
     * Scores a call at once and stores nothing.
     *
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public CallResult scoreNow(ScoreRequest request) throws InterruptedException {
        return scorer.score(request, new KeptAnswers(Map.of()));
    }

    private void run(JobStore.Open job) throws InterruptedException {
        MDC.put("job_id", job.id().value());
        try {
            Optional<Row> kept = job.scored() ? jobs.unreported(job.id(), clock.instant()) : Optional.empty();
            if (kept.isPresent()) {
                recorder.report(kept.get());
            } else if (Durable.await(jobs.start(job.id(), job.run(), clock.instant()))) {
                score(job);
            }
        } catch (DataAccessException | TransactionException | UncheckedIOException e) {
            // Disk or database refuse. That says enough, and every running call says it.
            throw e;
        } catch (RuntimeException e) {
            LOG.error("Job {} of {} stopped", job.id().value(), job.run().value(), e);
            throw e;
        } finally {
            MDC.remove("job_id");
        }
    }

    private void score(JobStore.Open job) throws InterruptedException {
        ScoreRequest request = jobs.request(job.id()).orElseThrow();
        CallResult result;
        try (AnswerKeeper.Call call = answers.open(job.id())) {
            result = scorer.score(request, call.answers());
            recorder.record(new Row(0, job.id(), job.run(), request, result, clock.instant()));
            call.ended();
        }
        LOG.info(
                "Job {} of {} {}: {} of {} metrics scored in {} ms",
                job.id().value(),
                job.run().value(),
                result.status().wireName(),
                result.scored(),
                result.scores().size(),
                result.latencyMs());
    }

    /** Takes up what is open. */
    @Override
    public void start() {
        open = true;
        answers.start();
        queue.start(this::run);
    }

    /** Lets running calls end within the grace time; the others are scored again later. */
    @Override
    public void stop() {
        open = false;
        queue.stop();
        answers.close();
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
