package dev.marksheet.job.record;

import dev.marksheet.query.SessionQueries;
import dev.marksheet.report.RunFiles;
import dev.marksheet.report.SessionReports;
import dev.marksheet.report.document.MetadataDocument;
import dev.marksheet.session.CallResult;
import dev.marksheet.session.Row;
import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionReport;
import dev.marksheet.store.JobStore;
import dev.marksheet.store.SessionStore;
import dev.marksheet.threads.Futures;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes finished calls visible: their rows in {@code scores.csv}, the two Markdown files and the figures, then their
 * status, in this order. Whoever gets a session's lock writes all calls of that session that have finished meanwhile.
 * To record a call twice does no harm: the first result counts. Safe for use by many threads at once.
 */
public final class SessionRecorder {

    private static final int MAX_BATCH = 500;
    private static final int RESTARTS = 3;
    private static final Logger LOG = LoggerFactory.getLogger(SessionRecorder.class);

    private final JobStore jobs;
    private final SessionStore sessions;
    private final SessionQueries queries;
    private final SessionReports reports;
    private final RunDocuments documents;
    private final BiConsumer<SessionReport, SessionReport> changed;
    private final CallListener listener;
    private final Consumer<RunId> afterwards;
    private final RetryPauses pauses;
    private final StorageState storage;
    private final Map<RunId, Queue<Finished>> finished = new ConcurrentHashMap<>();

    /** A row that waits to be written; done once it is, or once that has failed. */
    private record Finished(Row row, CompletableFuture<Void> done) {}

    private record Change(SessionReport before, SessionReport after, List<Row> rows) {}

    /**
     * @param changed told of the figures before and after each change, under the lock, once the change is durable
     * @param listener told of the calls that have ended, once that is durable, under the lock
     * @param afterwards told of each run that has new rows, outside the lock
     * @param pauses between two attempts to keep a result
     * @param storage told whether the database takes results
     */
    SessionRecorder(
            JobStore jobs,
            SessionStore sessions,
            SessionQueries queries,
            SessionReports reports,
            RunDocuments documents,
            BiConsumer<SessionReport, SessionReport> changed,
            CallListener listener,
            Consumer<RunId> afterwards,
            RetryPauses pauses,
            StorageState storage) {
        this.jobs = jobs;
        this.sessions = sessions;
        this.queries = queries;
        this.reports = reports;
        this.documents = documents;
        this.changed = changed;
        this.listener = listener;
        this.afterwards = afterwards;
        this.pauses = pauses;
        this.storage = storage;
    }

    /**
     * Keeps the result of a running job. While the database refuses, the result is held on to: what a judge has done is
     * not asked for again.
     *
     * @return the row to report: this one, or what another attempt at the job has kept before; empty if that has ended
     * @throws IllegalStateException if the job is open, but again and again not running
     * @throws InterruptedException if the thread was interrupted before the result was kept
     * @throws RuntimeException if it is this result that can't be kept
     */
    public Optional<Row> keep(Row row) throws InterruptedException {
        int failures = 0;
        while (true) {
            try {
                Optional<Row> kept = keepOnce(row);
                storage.took();
                return kept;
            } catch (RuntimeException e) {
                if (!StorageFaults.isRefusal(e)) {
                    throw e;
                }
                storage.refused(e);
                Thread.sleep(pauses.after(++failures).toMillis());
            }
        }
    }

    private Optional<Row> keepOnce(Row row) {
        for (int i = 0; i < RESTARTS; i++) {
            if (Futures.join(jobs.saveResult(row.job(), row.attempts(), row.result()))) {
                return Optional.of(row);
            }
            Optional<Row> other = jobs.unreported(row.job(), row.finishedAt());
            if (other.isPresent() || jobs.open(row.job()).isEmpty()) {
                return other;
            }
            // Somebody has taken the job for one that nobody works on.
            Instant started = row.finishedAt().minusMillis(row.result().latencyMs());
            Futures.join(jobs.start(row.job(), row.run(), started));
        }
        throw new IllegalStateException("Job " + row.job().value() + " is open and its result can't be kept");
    }

    /** Reports a result that is kept already. What disk or database throw is thrown, and nothing is changed. */
    public void report(Row row) {
        Finished item = new Finished(row, new CompletableFuture<>());
        finished.compute(row.run(), (run, queue) -> {
            Queue<Finished> all = queue == null ? new ArrayDeque<>() : queue;
            all.add(item);
            return all;
        });
        while (!item.done().isDone()) {
            drain(row.run());
        }
        Futures.join(item.done());
        log(row);
    }

    private static void log(Row row) {
        CallResult result = row.result();
        LOG.info(
                "Job {} of {} {}: {} of {} metrics scored in {} ms",
                row.job().value(),
                row.run().value(),
                result.status().wireName(),
                result.scored(),
                result.scores().size(),
                result.latencyMs());
    }

    /** Whoever gets the lock takes along all rows that have come while it waited. */
    private void drain(RunId run) {
        boolean wrote = reports.locked(run, files -> {
            List<Finished> batch = take(run);
            return !batch.isEmpty() && write(run, batch);
        });
        if (wrote) {
            tell(run, () -> afterwards.accept(run));
        }
    }

    /**
     * The heart of the service: what finished calls change, in the order that a crash at any instant lets stand. The files
     * are a projection; what was appended and not recorded is cut off by the next who appends.
     *
     * @return the session's figures before and after; empty if all these calls have ended already
     */
    private Optional<Change> record(RunId run, List<Row> results) {
        return reports.locked(
                run,
                files -> sessions.exclusively(run, () -> {
                    Optional<SessionReport> found = queries.find(run);
                    if (found.isEmpty()) {
                        // Deleted meanwhile, and its calls with it.
                        return Optional.empty();
                    }
                    SessionReport before = found.get();
                    List<Row> rows = SessionFigures.numbered(before, sessions.stillRunning(results));
                    if (rows.isEmpty()) {
                        return Optional.empty();
                    }
                    SessionReport after = SessionFigures.plus(before, rows, documents.ranges());
                    List<Row> completed = SessionFigures.completed(rows);
                    RunFiles.End end = files.append(before, after.metricNames(), completed, documents.source(before));
                    files.write(RunFiles.SUMMARY, documents.summary(after, completed));
                    files.write(RunFiles.ADVICE, documents.advice(after));
                    if (!MetadataDocument.sameContent(before, after) || !files.has(RunFiles.METADATA)) {
                        files.write(RunFiles.METADATA, documents.metadata(after));
                    }
                    Futures.join(sessions.record(rows, after.withCsv(end.length(), end.sum())));
                    return Optional.of(new Change(before, after, rows));
                }));
    }

    /** How many rows wait for their session's lock. */
    int waiting() {
        AtomicInteger count = new AtomicInteger();
        finished.keySet()
                .forEach(run -> finished.computeIfPresent(run, (id, queue) -> {
                    count.addAndGet(queue.size());
                    return queue;
                }));
        return count.get();
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

    /**
     * Ends every item of the batch, whatever happens: their callers wait for nothing else. A row that can't be reported
     * takes no other with it; where disk or database refuse, all wait for the same.
     *
     * @return whether any row was written
     */
    private boolean write(RunId run, List<Finished> batch) {
        Optional<Change> change;
        try {
            change = record(run, batch.stream().map(Finished::row).toList());
        } catch (RuntimeException | Error e) {
            if (batch.size() == 1 || StorageFaults.isRefusal(e)) {
                batch.forEach(item -> item.done().completeExceptionally(e));
                return false;
            }
            int half = batch.size() / 2;
            boolean first = write(run, batch.subList(0, half));
            return write(run, batch.subList(half, batch.size())) || first;
        }
        batch.forEach(item -> item.done().complete(null));
        change.ifPresent(figures -> {
            tell(run, () -> listener.ended(figures.rows()));
            tell(run, () -> changed.accept(figures.before(), figures.after()));
        });
        return change.isPresent();
    }

    /** The rows stand, whatever those make of it who are told. */
    private static void tell(RunId run, Runnable telling) {
        try {
            telling.run();
        } catch (RuntimeException | Error e) {
            LOG.error("Rows of {} are written, and somebody who was told of them broke down", run.value(), e);
        }
    }
}
