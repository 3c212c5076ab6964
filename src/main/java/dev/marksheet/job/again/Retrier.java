package dev.marksheet.job.again;

import dev.marksheet.job.CallQueue;
import dev.marksheet.job.JobQueueFullException;
import dev.marksheet.report.SessionReports;
import dev.marksheet.session.JobId;
import dev.marksheet.session.RunId;
import dev.marksheet.store.JobStore;
import dev.marksheet.store.SessionStore;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has calls scored again in place that have failed, or have a failed metric: only what had failed is asked again. Many are
 * taken up in steps, between which others change the database; what a crash cuts off is taken up when it is asked for
 * again. Safe for use by many threads at once.
 */
public final class Retrier {

    private static final Logger LOG = LoggerFactory.getLogger(Retrier.class);
    private static final int STEP = 500;

    private final CallQueue queue;
    private final SessionStore sessions;
    private final SessionReports reports;

    Retrier(CallQueue queue, SessionStore sessions, SessionReports reports) {
        this.queue = queue;
        this.sessions = sessions;
        this.reports = reports;
    }

    /**
     * Takes up all calls of a run that can be.
     *
     * @return how many; those that are open are left alone
     * @throws JobQueueFullException if too many calls wait to take up even one
     */
    public long retryAll(RunId run) {
        long all = 0;
        JobStore.Retried step = new JobStore.Retried(List.of(), 0);
        do {
            try {
                step = retry(run, step.last(), null);
            } catch (JobQueueFullException e) {
                if (all == 0) {
                    throw e;
                }
                return all;
            }
            all += step.jobs().size();
        } while (step.jobs().size() == STEP);
        if (all > 0) {
            LOG.info("{} calls of {} are scored again", all, run.value());
        }
        return all;
    }

    /**
     * Takes up one call.
     *
     * @return whether it was; not while it is open, and not when nothing of it has failed
     * @throws JobQueueFullException if too many calls wait
     */
    public boolean retry(RunId run, JobId job) {
        return !retry(run, 0, job).jobs().isEmpty();
    }

    /** The recorder is kept out, which counts calls of this session as well. */
    private JobStore.Retried retry(RunId run, long after, @Nullable JobId only) {
        return reports.locked(run, files -> sessions.exclusively(run, () -> queue.retry(run, after, only, STEP)));
    }
}
