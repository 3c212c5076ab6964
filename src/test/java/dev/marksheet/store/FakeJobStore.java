package dev.marksheet.store;

import dev.marksheet.session.CallKey;
import dev.marksheet.session.CallResult;
import dev.marksheet.session.JobId;
import dev.marksheet.session.JobStatus;
import dev.marksheet.session.RequestSummary;
import dev.marksheet.session.Row;
import dev.marksheet.session.RunId;
import dev.marksheet.session.ScoreJob;
import dev.marksheet.session.ScoreRequest;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes calls in without a database, and fails where a test says so. */
@SuppressWarnings("NullAway")
public final class FakeJobStore extends JobStore {

    private final List<JobId> requeued = new ArrayList<>();
    private final List<Open> failed = new ArrayList<>();
    private final Queue<Object> saves = new ArrayDeque<>();
    private final List<String> started = new ArrayList<>();
    private @Nullable Row unreported;
    private @Nullable Open open;
    private @Nullable ScoreRequest request;
    private @Nullable Throwable refusal;
    private long sequence;

    public FakeJobStore() {
        super(null, null, new Random(3), () -> null);
    }

    /** What is written from now on fails with this; null for nothing any more. */
    public void refuseWith(@Nullable Throwable newRefusal) {
        refusal = newRefusal;
    }

    /** The calls that were moved back to queued. */
    public List<JobId> requeued() {
        return requeued;
    }

    /** A call of the session that {@link #retry} gives. */
    public Open failed(ScoreRequest request) {
        ScoreJob job = job(request);
        Open call = new Open(job.id(), job.run(), false);
        failed.add(call);
        return call;
    }

    /** What the next attempts to keep a result come to: whether it was kept, or what is thrown. After them all are kept. */
    public void saves(Object... answers) {
        saves.addAll(List.of(answers));
    }

    /** The attempts to start a job. */
    public List<String> started() {
        return started;
    }

    /** What every job is found to be. */
    public void stands(@Nullable Open newOpen, @Nullable Row newUnreported) {
        open = newOpen;
        unreported = newUnreported;
    }

    /** The request of every job; null for none. */
    public void requests(@Nullable ScoreRequest newRequest) {
        request = newRequest;
    }

    @Override
    public CompletableFuture<Boolean> saveResult(JobId id, int retries, CallResult result) {
        Object answer = saves.isEmpty() ? Boolean.TRUE : saves.remove();
        return answer instanceof Throwable fault
                ? CompletableFuture.failedFuture(fault)
                : CompletableFuture.completedFuture((Boolean) answer);
    }

    @Override
    public Optional<Row> unreported(JobId id, Instant now) {
        return Optional.ofNullable(unreported);
    }

    @Override
    public Optional<Open> open(JobId id) {
        return Optional.ofNullable(open);
    }

    @Override
    public Optional<ScoreRequest> request(JobId id) {
        return Optional.ofNullable(request);
    }

    @Override
    public CompletableFuture<Boolean> start(JobId id, RunId run, Instant now) {
        started.add(id.value() + " of " + run.value() + " at " + now);
        return written(true);
    }

    private <T> CompletableFuture<T> written(T result) {
        return refusal == null ? CompletableFuture.completedFuture(result) : CompletableFuture.failedFuture(refusal);
    }

    @Override
    public CompletableFuture<Optional<ScoreJob>> accept(
            ScoreRequest request, @Nullable CallKey key, Instant now, Consumer<Open> alongside) {
        return written(key == null ? Optional.of(job(request)) : Optional.empty());
    }

    @Override
    public CompletableFuture<List<ScoreJob>> acceptAll(
            List<ScoreRequest> requests, Instant now, Consumer<Open> alongside, Runnable afterwards) {
        afterwards.run();
        return written(requests.stream().map(this::job).toList());
    }

    @Override
    public CompletableFuture<Retried> retry(
            RunId run, long after, @Nullable JobId only, int limit, Consumer<Open> alongside) {
        return written(new Retried(List.copyOf(failed), sequence));
    }

    @Override
    public CompletableFuture<Boolean> requeue(JobId id, RunId run) {
        if (refusal == null) {
            requeued.add(id);
        }
        return written(true);
    }

    private ScoreJob job(ScoreRequest request) {
        sequence++;
        return new ScoreJob(
                sequence,
                new JobId("%012x".formatted(sequence)),
                request.session(),
                RunId.of(request.session()),
                JobStatus.QUEUED,
                Database.NOW,
                null,
                null,
                summary(),
                null,
                null,
                null);
    }

    private static RequestSummary summary() {
        return RequestSummary.UNREADABLE;
    }
}
