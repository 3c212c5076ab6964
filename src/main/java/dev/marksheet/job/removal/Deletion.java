package dev.marksheet.job.removal;

import dev.marksheet.job.CallQueue;
import dev.marksheet.job.RunningCalls;
import dev.marksheet.report.SessionReports;
import dev.marksheet.session.RunId;
import dev.marksheet.store.SessionDeletions;
import dev.marksheet.store.SessionStore;
import dev.marksheet.threads.Futures;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes sessions: nothing of one is found any more when {@link #delete} returns, its open calls have ended and a small one
 * is gone altogether. What a large one has left is removed by {@link Sweeper}, also over a crash. Safe for use by many
 * threads at once.
 */
public final class Deletion {

    private static final Logger LOG = LoggerFactory.getLogger(Deletion.class);

    private final SessionDeletions deletions;
    private final SessionStore sessions;
    private final SessionReports reports;
    private final CallQueue queue;
    private final RunningCalls running;
    private final Sweeper sweeper;
    private final Consumer<RunId> deleted;
    private final Clock clock;

    /** @param deleted told of each run that this process deletes, once it is invisible */
    Deletion(
            SessionDeletions deletions,
            SessionStore sessions,
            SessionReports reports,
            CallQueue queue,
            RunningCalls running,
            Sweeper sweeper,
            Consumer<RunId> deleted,
            Clock clock) {
        this.deletions = deletions;
        this.sessions = sessions;
        this.reports = reports;
        this.queue = queue;
        this.running = running;
        this.sweeper = sweeper;
        this.deleted = deleted;
        this.clock = clock;
    }

    /** Deletes the session of a run; false when there is none. */
    public boolean delete(RunId run) {
        return delete(run, null);
    }

    /** The same, if the session has been idle since then and is not pinned. */
    boolean deleteIdle(RunId run, Instant since) {
        return delete(run, since);
    }

    private boolean delete(RunId run, @Nullable Instant idleSince) {
        boolean found = reports.locked(
                run,
                files -> sessions.exclusively(
                        run, () -> Futures.join(deletions.begin(run, idleSince, clock.instant()))));
        if (!found) {
            return false;
        }
        LOG.info("The session of {} is deleted", run.value());
        running.stop(run);
        queue.forget(run, call -> true);
        deleted.accept(run);
        try {
            sweeper.sweepForAWhile(run);
        } catch (RuntimeException e) {
            LOG.warn("What {} has left is removed later ({})", run.value(), e.getMessage());
        }
        return true;
    }
}
