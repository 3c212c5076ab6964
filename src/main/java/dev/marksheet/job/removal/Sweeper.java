package dev.marksheet.job.removal;

import dev.marksheet.job.SessionScoreJobManager;
import dev.marksheet.job.record.StorageFaults;
import dev.marksheet.report.SessionReports;
import dev.marksheet.session.RunId;
import dev.marksheet.store.SessionDeletions;
import dev.marksheet.store.SessionStore;
import dev.marksheet.threads.Futures;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Removes what deleted sessions have left, in steps that are so small that nobody who changes the database meanwhile waits
 * long, and gives the disk back. Goes on where a stop, a crash or another process has left off. Safe for use by many
 * threads at once.
 */
final class Sweeper implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
    private static final Duration LOOK = Duration.ofSeconds(1);

    /** How long a process may be silent before another one goes on with its work. */
    private static final Duration CLAIM = Duration.ofSeconds(10);

    /** How long a client that deletes waits at most. */
    private static final Duration AWHILE = Duration.ofSeconds(1);

    private static final int RUNS = 10;

    private final SessionDeletions deletions;
    private final SessionStore sessions;
    private final SessionReports reports;
    private final boolean alone;
    private final Clock clock;
    private final SmallSteps steps = new SmallSteps();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(new CustomizableThreadFactory("sweeper-"));
    private volatile boolean open;

    /** @param alone whether no other process works on the database */
    Sweeper(SessionDeletions deletions, SessionStore sessions, SessionReports reports, boolean alone, Clock clock) {
        this.deletions = deletions;
        this.sessions = sessions;
        this.reports = reports;
        this.alone = alone;
        this.clock = clock;
    }

    /** Removes what a deleted session has left, or as much of it as is soon done. */
    void sweepForAWhile(RunId run) {
        sweep(run, clock.instant().plus(AWHILE));
    }

    /** Throws nothing: the timer would not come again. */
    void sweepAll() {
        try {
            for (RunId run : deletions.unclaimed(clock.instant(), RUNS)) {
                sweep(run, Instant.MAX);
            }
        } catch (RuntimeException | Error e) {
            // The next look goes on. That the database refuses others say already.
            if (!(e instanceof RuntimeException refusal && StorageFaults.isRefusal(refusal))) {
                LOG.warn("Deleted sessions are swept later", e);
            }
        }
    }

    private void sweep(RunId run, Instant until) {
        Instant now = clock.instant();
        if (!Futures.join(deletions.claim(run, now, now.plus(CLAIM)))) {
            return;
        }
        boolean done = false;
        try {
            removeFiles(run);
            done = sweepRows(run, until, now);
        } finally {
            if (!done) {
                Futures.join(deletions.extend(run, Instant.EPOCH));
            }
        }
    }

    private void removeFiles(RunId run) {
        reports.locked(
                run,
                files -> sessions.exclusively(run, () -> {
                    files.delete();
                    return true;
                }));
    }

    private boolean sweepRows(RunId run, Instant until, Instant begun) {
        Instant claimed = begun;
        while (steps.take(size -> Futures.join(deletions.sweep(run, size)))) {
            Instant now = clock.instant();
            if (!open || now.isAfter(until)) {
                return false;
            }
            if (now.isAfter(claimed.plus(CLAIM.dividedBy(2)))) {
                Futures.join(deletions.extend(run, now.plus(CLAIM)));
                claimed = now;
            }
        }
        Futures.join(deletions.end(run));
        LOG.info(
                "Nothing is left of {} (its longest step took {} ms)",
                run.value(),
                steps.longest().toMillis());
        giveBackSoon();
        return true;
    }

    /** Has space of the database given back that holds nothing any more. */
    void giveBackSoon() {
        timer.execute(this::giveBack);
    }

    private void giveBack() {
        try {
            while (open && steps.take(size -> Futures.join(deletions.giveBack(size)) > 0)) {
                // On to the next step.
            }
        } catch (RuntimeException e) {
            LOG.warn("Space of the database is given back later ({})", e.getMessage());
        }
    }

    @Override
    public void start() {
        open = true;
        if (alone) {
            Futures.join(deletions.forgetClaims());
        }
        timer.scheduleWithFixedDelay(this::sweepAll, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
        timer.execute(this::giveBack);
    }

    @Override
    public void stop() {
        open = false;
        timer.shutdown();
    }

    @Override
    public boolean isRunning() {
        return open;
    }

    /** With the calls. */
    @Override
    public int getPhase() {
        return SessionScoreJobManager.PHASE;
    }
}
