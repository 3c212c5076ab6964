package dev.marksheet.store;

import dev.marksheet.session.CallKey;
import dev.marksheet.session.JobId;
import dev.marksheet.session.JobStatus;
import dev.marksheet.session.RequestSummary;
import dev.marksheet.session.RunId;
import dev.marksheet.session.ScoreJob;
import dev.marksheet.session.ScoreRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes calls in without a database, and fails where a test says so. */
@SuppressWarnings("NullAway")
public final class FakeJobStore extends JobStore {

    private final List<JobId> requeued = new ArrayList<>();
    private final List<Open> failed = new ArrayList<>();
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
