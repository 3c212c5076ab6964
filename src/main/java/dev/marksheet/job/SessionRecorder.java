package dev.marksheet.job;

import dev.marksheet.report.RunFiles;
import dev.marksheet.report.SessionReports;
import dev.marksheet.session.Row;
import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionReport;
import dev.marksheet.store.JobStore;
import dev.marksheet.store.Recorded;
import dev.marksheet.store.SessionStore;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Makes finished calls visible: their rows in {@code scores.csv}, the two Markdown files and the figures, then their
 * status, in this order. Whoever gets a session's lock writes all calls of that session that have finished meanwhile.
 * When disk or database refuse, nothing is lost: the calls stay as they are and are tried again every few seconds. Safe
 * for use by many threads at once.
 */
final class SessionRecorder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SessionRecorder.class);
    private static final int MAX_BATCH = 500;
    private static final long RETRY_SECONDS = 3;

    private final JobStore jobs;
    private final SessionStore sessions;
    private final SessionReports reports;
    private final ReportWriter writer;
    private final Consumer<RunId> afterwards;
    private final Map<RunId, Queue<Row>> finished = new ConcurrentHashMap<>();
    private final ScheduledExecutorService retries =
            Executors.newSingleThreadScheduledExecutor(new CustomizableThreadFactory("record-retry-"));

    /** @param afterwards told of each run that has new rows, outside the lock */
    SessionRecorder(
            JobStore jobs,
            SessionStore sessions,
            SessionReports reports,
            ReportWriter writer,
            Consumer<RunId> afterwards) {
        this.jobs = jobs;
        this.sessions = sessions;
        this.reports = reports;
        this.writer = writer;
        this.afterwards = afterwards;
    }

    /** Keeps the result of a running job and reports it; returns once that is done or has been put off. */
    void record(Row row) {
        try {
            jobs.saveResult(row.job(), row.result()).join();
        } catch (RuntimeException e) {
            putOff(row.run(), e, () -> record(row));
            return;
        }
        report(row);
    }

    /** Reports a result that is kept already. */
    void report(Row row) {
        finished.compute(row.run(), (run, queue) -> {
            Queue<Row> all = queue == null ? new ArrayDeque<>() : queue;
            all.add(row);
            return all;
        });
        drain(row.run());
    }

    private void drain(RunId run) {
        boolean wrote = reports.locked(run, files -> {
            List<Row> batch = take(run);
            if (batch.isEmpty()) {
                return false;
            }
            try {
                write(files, run, batch);
                return true;
            } catch (RuntimeException e) {
                putOff(run, e, () -> batch.forEach(this::report));
                return false;
            }
        });
        if (wrote) {
            afterwards.accept(run);
        }
    }

    private List<Row> take(RunId run) {
        List<Row> batch = new ArrayList<>();
        finished.computeIfPresent(run, (id, queue) -> {
            while (!queue.isEmpty() && batch.size() < MAX_BATCH) {
                batch.add(queue.remove());
            }
            return queue.isEmpty() ? null : queue;
        });
        return batch;
    }

    private void write(RunFiles files, RunId run, List<Row> batch) {
        sessions.recording(run, before -> {
            List<Row> rows = SessionFigures.numbered(before, batch);
            SessionReport after = SessionFigures.plus(before, rows);
            long length = writer.write(files, before, after, rows);
            return new Recorded(rows, after.withCsvLength(length));
        });
    }

    private void putOff(RunId run, RuntimeException cause, Runnable again) {
        LOG.warn(
                "Results of {} could not be written and are tried again in {} s; nothing is lost ({})",
                run.value(),
                RETRY_SECONDS,
                String.valueOf(cause.getCause() == null ? cause : cause.getCause()));
        if (!retries.isShutdown()) {
            retries.schedule(again, RETRY_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** Gives up what was put off: it is done at the next start. */
    @Override
    public void close() {
        retries.shutdownNow();
    }
}
