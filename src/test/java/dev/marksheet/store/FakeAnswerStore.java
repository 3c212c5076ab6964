package dev.marksheet.store;

import dev.marksheet.session.JobId;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Keeps answers in memory; it can be made to break down, or to do something else before it keeps. */
public final class FakeAnswerStore extends AnswerStore {

    public final Map<JobId, Map<String, String>> kept = new HashMap<>();

    @Nullable
    public Error fault;

    public Runnable beforeKeeping = () -> {};

    @SuppressWarnings("NullAway")
    public FakeAnswerStore() {
        super(null, null);
    }

    @Override
    public Map<String, String> ofJob(JobId job) {
        return Map.copyOf(kept.getOrDefault(job, Map.of()));
    }

    @Override
    public CompletableFuture<Void> keep(Map<JobId, Map<String, String>> answers) {
        if (fault != null) {
            throw fault;
        }
        beforeKeeping.run();
        answers.forEach(
                (job, fresh) -> kept.computeIfAbsent(job, j -> new HashMap<>()).putAll(fresh));
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<Void> forget(JobId job) {
        kept.remove(job);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<Void> forgetEnded() {
        return CompletableFuture.completedFuture(null);
    }
}
