package dev.marksheet.job;

import dev.marksheet.job.record.SessionRecorder;
import dev.marksheet.job.record.StorageFaults;
import dev.marksheet.job.record.StorageState;
import dev.marksheet.judge.llm.endpoint.JudgeHealth;
import dev.marksheet.query.JobQueries;
import dev.marksheet.session.CallResult;
import dev.marksheet.session.JobId;
import dev.marksheet.session.Row;
import dev.marksheet.session.ScoreJob;
import dev.marksheet.session.ScoreRequest;
import dev.marksheet.store.JobStore;
import dev.marksheet.store.SettingsStore;
import dev.marksheet.threads.Futures;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.context.SmartLifecycle;

/**
 * The life of every call. Its way:
 *
 * <ol>
 *   <li>{@link #submit} stores it as queued ({@link CallQueue#accept}); from then on nothing loses it.
 *   <li>When its session's turn has come ({@link CallQueue}), the queue hands it to an {@link ExecutorService} with
 *       {@code marksheet.job.workers} threads, which calls {@link #run}.
 *   <li>{@link CallScorer} asks the judge for all metrics, under no lock. What the judge has answered is kept as it comes
 *       ({@link AnswerCheckpoint}), and so is the result ({@link SessionRecorder#keep}): neither is asked for again.
 *   <li>{@link SessionRecorder#report} makes it visible: under the session's {@link ReentrantLock} its row is appended to
 *       {@code scores.csv}, {@code summary.md} and {@code optimization_advice.md} are rewritten, and the figures are
 *       committed together with the call's end. One method says it: {@code SessionRecorder.record}.
 *   <li>{@code job.record.AdviceRefresher} has the judge's prose written anew in the background.
 * </ol>
 *
 * <p>Safe for use by many threads at once.
 */
public class SessionScoreJobManager implements SmartLifecycle {

    /** Below the web server's phase: HTTP drains first, then the running calls end. */
    public static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 4096;

    private static final Logger LOG = LoggerFactory.getLogger(SessionScoreJobManager.class);

    /** So many tries, over some 45 s, end a call that can't be scored. */
    private static final int MAX_FAULTS = 5;

    /** A call that was at work at so many ends of a process may be what ended them. */
    private static final int SUSPICIOUS_STARTS = 2;

    /** So many ends of a process, most of them with no other suspect at work, are the call's doing. */
    private static final int MAX_STARTS = 5;

    private final CallQueue queue;
    private final JobStore jobs;
    private final SettingsStore settings;
    private final JobQueries queries;
    private final CallScorer scorer;
    private final SessionRecorder recorder;
    private final AnswerCheckpoint answers;
    private final JudgeHealth health;
    private final StorageState storage;
    private final Clock clock;
    private final LargeCalls large;
    private final RunningCalls running;
    /** How often the scoring of an open call has stopped here. */
    private final Map<JobId, Integer> faults = new ConcurrentHashMap<>();

    /** Open calls whose start by this process is counted. */
    private final Set<JobId> begun = ConcurrentHashMap.newKeySet();

    private final Semaphore suspects = new Semaphore(1);

    private volatile boolean open;

    SessionScoreJobManager(
            CallQueue queue,
            JobStore jobs,
            SettingsStore settings,
            JobQueries queries,
            CallScorer scorer,
            SessionRecorder recorder,
            AnswerCheckpoint answers,
            JudgeHealth health,
            StorageState storage,
            LargeTexts texts,
            RunningCalls running,
            Clock clock) {
        this.queue = queue;
        this.jobs = jobs;
        this.settings = settings;
        this.queries = queries;
        this.scorer = scorer;
        this.recorder = recorder;
        this.answers = answers;
        this.health = health;
        this.storage = storage;
        this.large = new LargeCalls(texts);
        this.running = running;
        health.onRecovery(queue::endpointIsBack);
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
     * Scores the call and reports it. A call whose scoring stops again and again, while disk and database are in order,
     * ends as failed.
     */
    void run(JobStore.Open job) throws InterruptedException {
        MDC.put("job_id", job.id().value());
        try {
            scoreAndReport(job);
            begun.remove(job.id());
        } catch (InterruptedException e) {
            begun.remove(job.id());
            throw e;
        } catch (JudgeOutageException | BudgetSpentException e) {
            begun.remove(job.id());
            // The endpoint's state is known and said; no call has to.
            throw e;
        } catch (NoRoomException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            // Where disk or database refuse, their message says enough, and every running call says it.
            if (!StorageFaults.isRefusal(e)) {
                LOG.error("Job {} of {} stopped", job.id().value(), job.run().value(), e);
            }
            throw e;
        } finally {
            MDC.remove("job_id");
        }
    }

    private void scoreAndReport(JobStore.Open job) throws InterruptedException {
        LargeTexts.Share room = large.enter(job.id(), jobs.requestLength(job.id()));
        try {
            Optional<Row> row = result(job);
            if (row.isPresent()) {
                report(job, row.get());
            }
            faults.remove(job.id());
        } finally {
            if (room != null) {
                room.giveBack();
            }
        }
    }

    /** What is to be reported of the call, and is kept by now; empty if it has ended. */
    private Optional<Row> result(JobStore.Open job) throws InterruptedException {
        try {
            Optional<Row> kept = job.scored() ? jobs.unreported(job.id(), clock.instant()) : Optional.empty();
            return kept.isEmpty() ? scored(job) : kept;
        } catch (JudgeOutageException | BudgetSpentException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            if (StorageFaults.isRefusal(e) || faults.merge(job.id(), 1, Integer::sum) < MAX_FAULTS) {
                throw e;
            }
            LOG.error("Job {} of {} ends as failed", job.id().value(), job.run().value(), e);
            return giveUp(job, e);
        }
    }

    private Optional<Row> scored(JobStore.Open job) throws InterruptedException {
        if (job.starts() < SUSPICIOUS_STARTS) {
            return started(job);
        }
        // One at a time, so that the one that ends the process is not taken for those beside it.
        suspects.acquire();
        try {
            return started(job);
        } finally {
            suspects.release();
        }
    }

    private Optional<Row> started(JobStore.Open job) throws InterruptedException {
        if (health.closed().isPresent()) {
            jobs.request(job.id()).flatMap(scorer::mustWait).ifPresent(outage -> {
                throw outage;
            });
        }
        try (RunningCalls.Call call = running.enter(job.id(), job.run())) {
            int starts = begun.contains(job.id()) ? 0 : 1;
            boolean started = Futures.join(jobs.start(job.id(), job.run(), clock.instant(), starts));
            storage.took();
            if (!started && settings.isSpent(job.run())) {
                throw new BudgetSpentException(job.run());
            }
            begun.add(job.id());
            if (started && job.starts() >= MAX_STARTS) {
                return giveUp(job, new FatalCallException(job.starts()));
            }
            return started ? score(job, call) : Optional.empty();
        }
    }

    private void report(JobStore.Open job, Row row) {
        try {
            recorder.report(row);
        } catch (RuntimeException | Error e) {
            if (StorageFaults.isRefusal(e) || faults.merge(job.id(), 1, Integer::sum) < MAX_FAULTS) {
                throw e;
            }
            LOG.error("Job {} of {} ends as failed", job.id().value(), job.run().value(), e);
            giveUp(job, e).ifPresent(recorder::report);
        }
    }

    private Optional<Row> score(JobStore.Open job, RunningCalls.Call mine) throws InterruptedException {
        Optional<ScoreRequest> asked = jobs.request(job.id());
        if (asked.isEmpty()) {
            // Deleted with its session.
            return Optional.empty();
        }
        ScoreRequest request = asked.get();
        Row.Earlier earlier = earlier(job);
        try (AnswerCheckpoint.Call call = answers.open(job.id(), earlier != null)) {
            Optional<CallResult> result = mine.score(() -> scorer.score(request, earlier, call.answers()));
            Optional<Row> row = result.isEmpty()
                    ? Optional.empty()
                    : recorder.keep(new Row(0, job.id(), job.run(), request, result.get(), clock.instant(), earlier));
            call.ended(row.isPresent() && row.get().result().error() != null);
            return row;
        }
    }

    private Optional<Row> giveUp(JobStore.Open job, Throwable fault) {
        Optional<ScoreJob> asked = queries.find(job.id());
        if (asked.isEmpty()) {
            // Deleted with its session.
            return Optional.empty();
        }
        try (AnswerCheckpoint.Call call = answers.open(job.id())) {
            Row row = FailedRow.row(asked.get(), fault, clock.instant());
            Row.Earlier earlier = earlier(job);
            if (earlier != null) {
                row = row.with(scorer.mended(earlier.result(), row.result())).after(earlier);
            }
            boolean kept = Futures.join(jobs.replaceResult(job.id(), row.attempts(), row.result()));
            call.ended(kept);
            return kept ? Optional.of(row) : Optional.empty();
        }
    }

    private Row.@Nullable Earlier earlier(JobStore.Open job) {
        return job.retries() == 0 ? null : jobs.earlier(job.id()).orElseThrow();
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
