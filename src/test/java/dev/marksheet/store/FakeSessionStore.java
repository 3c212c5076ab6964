package dev.marksheet.store;

import dev.marksheet.session.JobId;
import dev.marksheet.session.Row;
import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionReport;
import dev.marksheet.session.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sessions in memory. Every job that has not ended is running. */
@SuppressWarnings("NullAway")
public final class FakeSessionStore extends SessionStore {

    private final Map<RunId, SessionReport> reports = new HashMap<>();
    private final List<List<Row>> recorded = new ArrayList<>();
    private final List<String> prose = new ArrayList<>();
    private final Set<JobId> ended = new HashSet<>();
    private @Nullable Throwable refusal;
    private Runnable beforeCommit = () -> {};
    private Consumer<List<Row>> beforeRecord = rows -> {};
    private @Nullable RunId exclusive;

    public FakeSessionStore() {
        super(null, null, null, null);
    }

    /** A session as it stands. */
    public void put(SessionReport report) {
        reports.put(report.run(), report);
    }

    public void delete(RunId run) {
        reports.remove(run);
    }

    public Optional<SessionReport> find(RunId run) {
        return Optional.ofNullable(reports.get(run));
    }

    /** The rows of each commit. */
    public List<List<Row>> recorded() {
        return recorded;
    }

    /** What was written about prose, in order. */
    public List<String> prose() {
        return prose;
    }

    /** Which run is kept from other processes now; null for none. */
    public @Nullable RunId exclusive() {
        return exclusive;
    }

    /** What is committed from now on fails with this; null for nothing any more. */
    public void refuseWith(@Nullable Throwable newRefusal) {
        refusal = newRefusal;
    }

    /** @param told of the rows that are to be recorded; what it throws is what recording fails with */
    public void beforeRecord(Consumer<List<Row>> told) {
        beforeRecord = told;
    }

    public void beforeCommit(Runnable told) {
        beforeCommit = told;
    }

    @Override
    public <T extends @Nullable Object> T exclusively(RunId run, Supplier<T> work) {
        RunId outer = exclusive;
        exclusive = run;
        try {
            return work.get();
        } finally {
            exclusive = outer;
        }
    }

    @Override
    public List<Row> stillRunning(List<Row> results) {
        return results.stream().filter(row -> !ended.contains(row.job())).toList();
    }

    @Override
    public CompletableFuture<Void> record(List<Row> rows, SessionReport after) {
        if (!after.run().equals(exclusive)) {
            return CompletableFuture.failedFuture(new AssertionError("another process may record as well"));
        }
        if (refusal != null) {
            return CompletableFuture.failedFuture(refusal);
        }
        beforeRecord.accept(rows);
        beforeCommit.run();
        recorded.add(rows);
        rows.forEach(row -> ended.add(row.job()));
        put(after);
        return CompletableFuture.completedFuture(null);
    }

    private <T> CompletableFuture<T> wrote(String what, T answer) {
        prose.add(what);
        return refusal == null ? CompletableFuture.completedFuture(answer) : CompletableFuture.failedFuture(refusal);
    }

    @Override
    public CompletableFuture<Boolean> claimProse(RunId run, Instant now, Instant until) {
        return wrote("claim " + run.value() + " at " + now + " to " + until, reports.containsKey(run));
    }

    @Override
    public CompletableFuture<Void> releaseProse(RunId run) {
        return wrote("release " + run.value(), null);
    }

    @Override
    public CompletableFuture<Void> addProseUsage(RunId run, Instant createdAt, Usage usage) {
        return wrote("usage " + run.value() + " of " + createdAt + ": " + usage.requests(), null);
    }

    @Override
    public CompletableFuture<Void> saveProse(RunId run, Instant createdAt, SessionReport.AdviceProse text) {
        return wrote("prose " + run.value() + " of " + createdAt + ": " + text.markdown(), null);
    }
}
