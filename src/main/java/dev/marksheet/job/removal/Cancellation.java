package dev.marksheet.job.removal;

import dev.marksheet.job.CallQueue;
import dev.marksheet.job.RunningCalls;
import dev.marksheet.job.record.CallListener;
import dev.marksheet.job.record.RunDocuments;
import dev.marksheet.query.JobQueries;
import dev.marksheet.query.SessionQueries;
import dev.marksheet.report.RunFiles;
import dev.marksheet.report.SessionReports;
import dev.marksheet.session.JobId;
import dev.marksheet.session.JobStatus;
import dev.marksheet.session.RunId;
import dev.marksheet.session.ScoreJob;
import dev.marksheet.session.SessionReport;
import dev.marksheet.store.Cancellations;
import dev.marksheet.store.DatasetFeeds;
import dev.marksheet.store.SessionStore;
import dev.marksheet.threads.Futures;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends calls that nobody wants any more: they leave the queue, the judge is asked nothing more for them and they get no
 * row. Many are cancelled in steps, between which others change the database. Safe for use by many threads at once.
 */
public final class Cancellation {

    private static final Logger LOG = LoggerFactory.getLogger(Cancellation.class);

    /** Some 20 ms of the database's time. */
    private static final int STEP = 1000;

    private final Cancellations jobs;
    private final DatasetFeeds feeds;
    private final SessionStore sessions;
    private final SessionReports reports;
    private final SessionQueries queries;
    private final JobQueries calls;
    private final RunDocuments documents;
    private final CallQueue queue;
    private final RunningCalls running;
    private final CallListener listener;
    private final Clock clock;

    Cancellation(
            Cancellations jobs,
            DatasetFeeds feeds,
            SessionStore sessions,
            SessionReports reports,
            SessionQueries queries,
            JobQueries calls,
            RunDocuments documents,
            CallQueue queue,
            RunningCalls running,
            CallListener listener,
            Clock clock) {
        this.jobs = jobs;
        this.feeds = feeds;
        this.sessions = sessions;
        this.reports = reports;
        this.queries = queries;
        this.calls = calls;
        this.documents = documents;
        this.queue = queue;
        this.running = running;
        this.listener = listener;
        this.clock = clock;
    }

    /**
     * How a call has ended.
     *
     * @param now whether it was open until it was cancelled just now
     */
    public record End(JobStatus status, boolean now) {}

    /**
     * Cancels a call that is open.
     *
     * @return how it has ended, now or before; empty when there is no such call
     */
    public Optional<End> cancel(JobId id) {
        while (true) {
            Optional<ScoreJob> job = calls.find(id);
            if (job.isEmpty() || job.get().status().isFinal()) {
                return job.map(ended -> new End(ended.status(), false));
            }
            RunId run = job.get().run();
            // None where the call has just ended, or is just being begun or handed back: looked at again.
            if (!cancelled(run, () -> Futures.join(jobs.one(run, id, clock.instant())))
                    .isEmpty()) {
                LOG.info("Job {} of {} is cancelled", id.value(), run.value());
                rewriteSummary(run);
                return Optional.of(new End(JobStatus.CANCELLED, true));
            }
        }
    }

    /**
     * Cancels the calls of a run that are open now, and what is on its way into it; calls that are sent meanwhile are left
     * alone.
     *
     * @return how many
     */
    public long cancelAll(RunId run) {
        Futures.join(feeds.stop(run));
        long last = jobs.latest(run);
        long all = 0;
        while (jobs.anyOpen(run, last)) {
            all += cancelled(run, () -> Futures.join(jobs.next(run, last, STEP, clock.instant())))
                    .size();
        }
        if (all > 0) {
            LOG.info("{} calls of {} are cancelled", all, run.value());
            rewriteSummary(run);
        }
        return all;
    }

    /** The recorder is kept out, which ends calls of this session as well. */
    private List<JobId> cancelled(RunId run, Supplier<List<JobId>> step) {
        List<JobId> ids = reports.locked(run, files -> sessions.exclusively(run, step));
        listener.cancelled(ids.size());
        running.stop(ids);
        queue.forget(run, new HashSet<>(ids)::contains);
        return ids;
    }

    /** It counts calls by how they ended. Where disk or database refuse, it is right again with the next call that ends. */
    private void rewriteSummary(RunId run) {
        try {
            reports.locked(
                    run,
                    files -> sessions.exclusively(run, () -> {
                        queries.find(run)
                                .filter(this::hasFiles)
                                .ifPresent(
                                        report -> files.write(RunFiles.SUMMARY, documents.summary(report, List.of())));
                        return true;
                    }));
        } catch (RuntimeException e) {
            LOG.warn("The summary of {} is not rewritten yet ({})", run.value(), e.getMessage());
        }
    }

    private boolean hasFiles(SessionReport report) {
        return report.counts().ended() > 0;
    }
}
