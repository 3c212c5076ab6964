package dev.marksheet.store;

import dev.marksheet.session.RunId;
import dev.marksheet.session.WebhookDelivery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Messages in memory; all that are there are due. Remembers what became of them. */
@SuppressWarnings("NullAway")
public final class FakeDeliveries extends Deliveries {

    private final Queue<WebhookDelivery> due = new ArrayDeque<>();
    private final List<String> claims = new ArrayList<>();
    private final List<String> ends = new ArrayList<>();
    private final Queue<Integer> old = new ArrayDeque<>();
    private @Nullable Throwable refusal;
    private @Nullable Throwable unreadable;

    public FakeDeliveries() {
        super(null, null);
    }

    /** A message that is due, at its so manieth attempt, and is given up at that moment. */
    public void add(String id, String data, int attempts, Instant triedUntil) {
        due.add(new WebhookDelivery(
                due.size(),
                id,
                "key",
                Outbox.GATE_PASSED,
                new RunId("session-" + id),
                data,
                "pending",
                Instant.EPOCH,
                triedUntil,
                attempts,
                Instant.EPOCH,
                null,
                null,
                null));
    }

    /** How many are waiting to be claimed. */
    public int waiting() {
        return due.size();
    }

    public List<String> claims() {
        return claims;
    }

    /** What was noted of attempts, and what was forgotten. */
    public List<String> ends() {
        return ends;
    }

    /** How many messages the next sweeps find to be old; none after them. */
    public void old(Integer... counts) {
        old.addAll(List.of(counts));
    }

    /** What is written from now on fails with this; null for nothing any more. */
    public void refuseWith(@Nullable Throwable newRefusal) {
        refusal = newRefusal;
    }

    /** Whoever asks for what is due is thrown this; null for nothing any more. */
    public void throwWhenAsked(@Nullable Throwable fault) {
        unreadable = fault;
    }

    private <T> CompletableFuture<T> written(T result) {
        return refusal == null ? CompletableFuture.completedFuture(result) : CompletableFuture.failedFuture(refusal);
    }

    @Override
    public boolean isDue(String receiver, Instant now) {
        if (unreadable instanceof Error error) {
            throw error;
        }
        if (unreadable instanceof RuntimeException exception) {
            throw exception;
        }
        return !due.isEmpty();
    }

    @Override
    public CompletableFuture<List<WebhookDelivery>> claim(String receiver, Instant now, Duration lease, int limit) {
        claims.add(limit + " at " + now + " for " + lease.toSeconds() + " s");
        List<WebhookDelivery> claimed = new ArrayList<>();
        while (refusal == null && claimed.size() < limit && !due.isEmpty()) {
            claimed.add(due.remove());
        }
        return written(claimed);
    }

    private CompletableFuture<Void> end(String what) {
        ends.add(what);
        return written(null);
    }

    @Override
    public CompletableFuture<Void> delivered(String id, @Nullable Integer status, Instant now) {
        return end(id + " delivered " + status + " at " + now);
    }

    @Override
    public CompletableFuture<Void> failed(String id, @Nullable Integer status, String fault, Instant now) {
        return end(id + " failed " + status + " " + fault + " at " + now);
    }

    @Override
    public CompletableFuture<Void> missed(String id, @Nullable Integer status, String fault, Instant next) {
        return end(id + " missed " + status + " " + fault + ", next at " + next);
    }

    @Override
    public CompletableFuture<Boolean> again(String id, Instant now) {
        ends.add(id + " again at " + now);
        return written(id.equals("known"));
    }

    @Override
    public CompletableFuture<Integer> forget(Instant endedBefore, int limit) {
        ends.add("forget " + limit + " before " + endedBefore);
        return written(old.isEmpty() ? 0 : old.remove());
    }

    @Override
    public List<WebhookDelivery> list(String state, long before, int limit) {
        return due.stream()
                .filter(delivery -> delivery.state().equals(state) && delivery.seq() < before)
                .limit(limit)
                .toList();
    }

    @Override
    public long count(String receiver, String state) {
        return due.stream().filter(delivery -> delivery.state().equals(state)).count();
    }
}
