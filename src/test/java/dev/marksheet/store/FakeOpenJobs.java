package dev.marksheet.store;

import dev.marksheet.session.JobId;
import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Calls that a crash has left, numbered from 1, in pages of three. */
@SuppressWarnings("NullAway")
public final class FakeOpenJobs extends OpenJobs {

    public static final RunId RUN = RunId.of(new SessionId("left"));
    private static final int PAGE = 3;

    private final long count;
    private final Deque<RuntimeException> faults = new ArrayDeque<>();
    private final List<Long> requeued = new ArrayList<>();

    public FakeOpenJobs(long count) {
        super(null, null);
        this.count = count;
    }

    public static JobStore.Open call(long sequence) {
        return new JobStore.Open(new JobId("%012x".formatted(sequence)), RUN, false);
    }

    /** The next reading or writing, or the one after those that fail before it, fails with this. */
    public void failOnceWith(RuntimeException fault) {
        faults.add(fault);
    }

    /** Up to which sequences calls were moved back to queued. */
    public List<Long> requeued() {
        return requeued;
    }

    @Override
    public long latestSequence() {
        return count;
    }

    @Override
    public CompletableFuture<Void> requeue(long upTo) {
        RuntimeException fault = faults.poll();
        if (fault != null) {
            return CompletableFuture.failedFuture(fault);
        }
        requeued.add(upTo);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public Page page(long after, long upTo) {
        @Nullable RuntimeException fault = faults.poll();
        if (fault != null) {
            throw fault;
        }
        List<JobStore.Open> jobs = LongStream.rangeClosed(after + 1, Math.min(count, upTo))
                .limit(PAGE)
                .mapToObj(FakeOpenJobs::call)
                .toList();
        return new Page(jobs, after + jobs.size(), jobs.size() == PAGE);
    }
}
