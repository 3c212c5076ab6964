package dev.marksheet.job;

import dev.marksheet.report.RunFiles;
import dev.marksheet.report.SessionReports;
import dev.marksheet.session.Row;
import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionReport;
import dev.marksheet.store.JobStore;
import dev.marksheet.store.Recorded;
import dev.marksheet.store.SessionStore;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes finished calls visible: their rows in {@code scores.csv}, the two Markdown files and the figures, then their
 * status, in this order. Whoever gets a session's lock writes all calls of that session that have finished meanwhile.
 * To record a call twice does no harm: the first result counts. Safe for use by many threads at once.
 */
final class SessionRecorder {

    private static final Logger LOG = LoggerFactory.getLogger(SessionRecorder.class);
    private static final int MAX_BATCH = 500;

    private final JobStore jobs;
    private final SessionStore sessions;
    private final SessionReports reports;
    private final ReportWriter writer;
    private final BiConsumer<SessionReport, SessionReport> figures;
    private final Consumer<RunId> afterwards;
    private final RetryPauses pauses;
    private final Map<RunId, Queue<Finished>> finished = new ConcurrentHashMap<>();

    /** A row that waits to be written; done once it is, or once that has failed. */
    private record Finished(Row row, CompletableFuture<Void> done) {}

    /**
     * @param figures told of the figures before and after each change, under the lock
     * @param afterwards told of each run that has new rows, outside the lock
     * @param pauses between two attempts to keep a result
     */
    SessionRecorder(
            JobStore jobs,
            SessionStore sessions,
            SessionReports reports,
            ReportWriter writer,
            BiConsumer<SessionReport, SessionReport> figures,
            Consumer<RunId> afterwards,
            RetryPauses pauses) {
        this.jobs = jobs;
        this.sessions = sessions;
        this.reports = reports;
        this.writer = writer;
        this.figures = figures;
        this.afterwards = afterwards;
        this.pauses = pauses;
    }

    /**
     * Keeps the result of a running job. While the database refuses, the result is held on to: what a judge has done is
     * not asked for again.
     *
     * @return the row to report: this one, or what another attempt at the job has kept before; empty if that has ended
     * @throws InterruptedException if the thread was interrupted before the result was kept
     * @throws RuntimeException if it is this result that can't be kept
     */
    Optional<Row> keep(Row row) throws InterruptedException {
        int failures = 0;
        while (true) {
            try {
                return Durable.await(jobs.saveResult(row.job(), row.result()))
                        ? Optional.of(row)
                        : jobs.unreported(row.job(), row.finishedAt());
            } catch (RuntimeException e) {
                if (!Refusals.isRefusal(e)) {
                    throw e;
                }
                Duration pause = pauses.after(++failures);
                LOG.warn(
                        "The result of job {} can't be kept and is tried again in {} s; nothing is lost ({})",
                        row.job().value(),
                        pause.toSeconds(),
                        e.getMessage());
                Thread.sleep(pause.toMillis());
            }
        }
    }

    /** Reports a result that is kept already. What disk or database throw is thrown, and nothing is changed. */
    void report(Row row) {
        Finished item = new Finished(row, new CompletableFuture<>());
        finished.compute(row.run(), (run, queue) -> {
            Queue<Finished> all = queue == null ? new ArrayDeque<>() : queue;
            all.add(item);
            return all;
        });
        while (!item.done().isDone()) {
            drain(row.run());
        }
        Durable.await(item.done());
    }

    private void drain(RunId run) {
        boolean wrote = reports.locked(run, files -> {
            List<Finished> batch = take(run);
            if (batch.isEmpty()) {
                return false;
            }
            try {
                write(files, run, batch.stream().map(Finished::row).toList());
                batch.forEach(item -> item.done().complete(null));
                return true;
            } catch (RuntimeException e) {
                batch.forEach(item -> item.done().completeExceptionally(e));
                return false;
            }
        });
        if (wrote) {
            afterwards.accept(run);
        }
    }

    private List<Finished> take(RunId run) {
        List<Finished> batch = new ArrayList<>();
        finished.computeIfPresent(run, (id, queue) -> {
            while (!queue.isEmpty() && batch.size() < MAX_BATCH) {
                batch.add(queue.remove());
            }
            return queue.isEmpty() ? null : queue;
        });
        return batch;
    }

    private void write(RunFiles files, RunId run, List<Row> batch) {
        sessions.recording(run, batch, (before, open) -> {
            List<Row> rows = SessionFigures.numbered(before, open);
            SessionReport after = SessionFigures.plus(before, rows);
            long length = writer.write(files, before, after, rows);
            figures.accept(before, after);
            return new Recorded(rows, after.withCsvLength(length));
        });
    }
}
