package dev.marksheet.store;

import dev.marksheet.session.RunId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Remembers what was noted of gates, and fails where a test says so. */
@SuppressWarnings("NullAway")
public final class FakeDueGates extends DueGates {

    private final List<RunId> due = new ArrayList<>();
    private final List<String> noted = new ArrayList<>();
    private @Nullable Map<String, ?> told;
    private @Nullable Throwable refusal;
    private @Nullable Throwable unreadable;

    public FakeDueGates() {
        super(null, null, null);
    }

    /** The gates that another process has left behind. */
    public List<RunId> due() {
        return due;
    }

    public List<String> noted() {
        return noted;
    }

    /** What was to be told of the latest look; null for none. */
    public @Nullable Map<String, ?> told() {
        return told;
    }

    /** What is written from now on fails with this; null for nothing any more. */
    public void refuseWith(@Nullable Throwable newRefusal) {
        refusal = newRefusal;
    }

    /** Whoever asks for what is due is thrown this; null for nothing any more. */
    public void throwWhenAsked(@Nullable Throwable fault) {
        unreadable = fault;
    }

    @Override
    public List<RunId> since(Instant before, int limit) {
        if (unreadable instanceof Error error) {
            throw error;
        }
        if (unreadable instanceof RuntimeException exception) {
            throw exception;
        }
        noted.add("since " + before + ", " + limit);
        return List.copyOf(due);
    }

    @Override
    public CompletableFuture<Void> looked(RunId run, long version, @Nullable String event, Map<String, ?> data) {
        noted.add(run.value() + " of " + version + ": " + event);
        told = data;
        return refusal == null ? CompletableFuture.completedFuture(null) : CompletableFuture.failedFuture(refusal);
    }

    @Override
    public CompletableFuture<Void> putOff(RunId run, Instant until) {
        noted.add(run.value() + " put off to " + until);
        return CompletableFuture.completedFuture(null);
    }
}
