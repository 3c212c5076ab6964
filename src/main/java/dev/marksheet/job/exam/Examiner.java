package dev.marksheet.job.exam;

import dev.marksheet.exam.Exam;
import dev.marksheet.judge.JudgeException;
import dev.marksheet.judge.Judges;
import dev.marksheet.session.ExamResult;
import dev.marksheet.session.ExamRun;
import dev.marksheet.session.Usage;
import dev.marksheet.store.ExamStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has judges sit the exam in the background: each one exam at a time, over all nodes. Scoring has threads of its own. Safe
 * for use by many threads at once.
 */
public final class Examiner implements AutoCloseable {

    /** So many judges are examined at a time; more than one is rare. */
    static final int MOST_AT_ONCE = 2;

    /** After how long without a sign an exam of another node counts as interrupted; longer than a row may take. */
    static final Duration SILENCE = Duration.ofMinutes(10);

    private static final long TELL_MILLIS = 1_000;
    private static final String FAULT = "something went wrong here; the log of the service says what";

    private static final Logger LOG = LoggerFactory.getLogger(Examiner.class);

    private final Exam exam;
    private final ExamStore store;
    private final Clock clock;
    private final boolean manyNodes;
    private final ExecutorService threads;
    private final ExecutorService judgeThreads;
    private final Map<String, ExamRun> running = new ConcurrentHashMap<>();

    /**
     * @param manyNodes whether other processes may run exams on the same database
     * @param judgeThreads where questions wait for an endpoint
     */
    Examiner(
            Exam exam,
            ExamStore store,
            Clock clock,
            boolean manyNodes,
            ExecutorService threads,
            ExecutorService judgeThreads) {
        this.manyNodes = manyNodes;
        this.exam = exam;
        this.store = store;
        this.clock = clock;
        this.threads = threads;
        this.judgeThreads = judgeThreads;
    }

    /**
     * What an exam takes, as far as can be told before.
     *
     * @param usage requests, tokens and, where the model's price is configured, cost
     */
    public record Expected(String judgeModel, String fingerprint, int rows, Usage usage) {}

    /** What an exam of a judge would take now. */
    public Expected expected(String judgeModel) {
        return new Expected(
                judgeModel, exam.fingerprint(judgeModel), exam.rows().size(), exam.expected(judgeModel));
    }

    /**
     * Begins an exam; empty when one of the same judge runs, here or on another node.
     *
     * @throws ExamsFullException if as many exams run here as may
     */
    public synchronized Optional<ExamRun> begin(String judgeModel) {
        Instant now = clock.instant();
        String fingerprint = exam.fingerprint(judgeModel);
        if (runs(fingerprint)) {
            return Optional.empty();
        }
        if (running.size() >= MOST_AT_ONCE) {
            throw new ExamsFullException(MOST_AT_ONCE);
        }
        ExamRun run = ExamRun.begun(
                UUID.randomUUID().toString(),
                fingerprint,
                judgeModel,
                exam.rows().size(),
                now);
        return hasBegun(run, now) ? Optional.of(run) : Optional.empty();
    }

    private boolean hasBegun(ExamRun run, Instant now) {
        // Before the database knows of it, so that nobody takes it for one that died.
        running.put(run.id(), run);
        boolean begun = false;
        try {
            begun = store.begin(run, silentSince(now)).join();
            if (begun) {
                threads.execute(() -> sit(run));
            }
            return begun;
        } finally {
            if (!begun) {
                running.remove(run.id());
            }
        }
    }

    private boolean runs(String fingerprint) {
        return running.values().stream().anyMatch(run -> run.fingerprint().equals(fingerprint));
    }

    /** Whether somebody is at work on a run that the database holds to be running. */
    boolean isAtWork(ExamRun run) {
        return running.containsKey(run.id())
                || manyNodes && run.seenAt().isAfter(clock.instant().minus(SILENCE));
    }

    /** On the embedded database nobody else is at work on anything. */
    private Instant silentSince(Instant now) {
        return manyNodes ? now.minus(SILENCE) : now.plusMillis(1);
    }

    private void sit(ExamRun run) {
        AtomicInteger done = new AtomicInteger();
        try {
            keep(outcome(run, done));
        } finally {
            running.remove(run.id());
        }
    }

    private ExamRun outcome(ExamRun run, AtomicInteger done) {
        boolean local = run.judgeModel().equals(Judges.LOCAL);
        AtomicLong told = new AtomicLong(run.startedAt().toEpochMilli());
        try {
            ExamResult result = exam.sit(run.judgeModel(), local ? Runnable::run : judgeThreads, rows -> {
                done.set(rows);
                told.set(tell(run, rows, told.get()));
            });
            // What a model does not take shows only in its answers, and is part of the fingerprint.
            String fingerprint = exam.fingerprint(run.judgeModel());
            return run.at(done.get()).completed(fingerprint, result, clock.instant());
        } catch (InterruptedException e) {
            return run.at(done.get()).ended(ExamRun.State.INTERRUPTED, null, clock.instant());
        } catch (JudgeException e) {
            LOG.warn("The exam of {} ended: {}", run.judgeModel(), e.getMessage());
            return run.at(done.get()).ended(ExamRun.State.FAILED, String.valueOf(e.getMessage()), clock.instant());
        } catch (RuntimeException | Error e) {
            LOG.error("The exam of {} failed", run.judgeModel(), e);
            return run.at(done.get()).ended(ExamRun.State.FAILED, FAULT, clock.instant());
        }
    }

    /** Not after every row: the embedded judge does a hundred in a second. */
    private long tell(ExamRun run, int rows, long last) {
        Instant now = clock.instant();
        if (now.toEpochMilli() - last < TELL_MILLIS) {
            return last;
        }
        store.progress(run.id(), rows, now).whenComplete((kept, fault) -> {
            if (fault != null) {
                LOG.warn("How far the exam of {} is could not be kept", run.judgeModel(), fault);
            }
        });
        return now.toEpochMilli();
    }

    private void keep(ExamRun ended) {
        try {
            store.end(ended).join();
        } catch (RuntimeException e) {
            LOG.warn("How the exam of {} ended could not be kept", ended.judgeModel(), e);
        }
    }

    /** Ends the exams that run; they say so. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            threads.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
