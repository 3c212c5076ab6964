package dev.marksheet.judge.llm.endpoint;

import dev.marksheet.judge.FairShareKey;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How many requests may be in flight. Freed places go to the {@link FairShareKey askers} that wait in turn, one each, so that
 * one with thousands of requests does not keep another from its first; one's own are served in the order of its calls.
 * The limit halves when the endpoint says that it is too much, never below one, and grows by one after as many successes
 * as it allows, up to where it began. Of the requests that were in flight together only the first complaint counts, as
 * they all saw the same crowd. After a complaint requests also keep a {@link RateLimit}. Safe for use by many threads at once.
 */
final class ConcurrencyLimit {

    private final int most;
    private final LongSupplier nanoTime;

    private final ReentrantLock lock = new ReentrantLock();

    // All guarded by the lock.
    private int allowed;
    private int inFlight;
    private int successes;
    private long shrinkings;
    private long arrivals;
    private final Map<Object, Queue<Waiter>> waiting = new LinkedHashMap<>();
    private final RateLimit pace = new RateLimit();

    /** The one who waits for the time of the next request; the others wait to be told. */
    private @Nullable Waiter watch;

    /** @param nanoTime a clock that never goes back */
    ConcurrencyLimit(int most, LongSupplier nanoTime) {
        this.most = most;
        this.allowed = most;
        this.nanoTime = nanoTime;
    }

    /** Waits for a place, on behalf of the thread's asker. */
    Permit acquire() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            if (hasRoom() && waiting.isEmpty()) {
                take();
            } else {
                await(FairShareKey.current());
            }
            return new Permit(shrinkings);
        } finally {
            lock.unlock();
        }
    }

    private boolean hasRoom() {
        return inFlight < allowed && delay() == 0;
    }

    private long delay() {
        return pace.delay(nanoTime.getAsLong());
    }

    private void take() {
        inFlight++;
        pace.started(nanoTime.getAsLong());
    }

    private void await(FairShareKey asker) throws InterruptedException {
        Waiter waiter = new Waiter(lock.newCondition(), asker.order(), arrivals++);
        waiting.computeIfAbsent(asker.name(), name -> new PriorityQueue<>(Waiter.ORDER))
                .add(waiter);
        handOut();
        try {
            while (!waiter.served) {
                await(waiter);
            }
        } catch (InterruptedException e) {
            if (waiter.served) {
                inFlight--;
            } else {
                waiting.computeIfPresent(
                        asker.name(), (name, line) -> line.remove(waiter) && line.isEmpty() ? null : line);
            }
            handOut();
            throw e;
        }
    }

    private void await(Waiter waiter) throws InterruptedException {
        long delay = delay();
        if (delay == 0 && inFlight < allowed) {
            handOut();
            return;
        }
        if (delay == 0 || watch != null) {
            waiter.turn.await();
        } else {
            watch = waiter;
            try {
                waiter.turn.awaitNanos(delay);
            } finally {
                watch = watch == waiter ? null : watch;
            }
        }
        if (!waiter.served) {
            handOut();
        }
    }

    private void handOut() {
        while (!waiting.isEmpty() && hasRoom()) {
            Iterator<Map.Entry<Object, Queue<Waiter>>> turns =
                    waiting.entrySet().iterator();
            Map.Entry<Object, Queue<Waiter>> next = turns.next();
            Object name = next.getKey();
            Queue<Waiter> line = next.getValue();
            turns.remove();
            Waiter waiter = line.remove();
            if (!line.isEmpty()) {
                waiting.put(name, line);
            }
            take();
            waiter.served = true;
            watch = watch == waiter ? null : watch;
            waiter.turn.signal();
        }
        // Somebody has to wake when the pace allows the next one.
        if (watch == null && !waiting.isEmpty() && delay() > 0) {
            waiting.values().iterator().next().element().turn.signal();
        }
    }

    private static final class Waiter {

        private static final Comparator<Waiter> ORDER =
                Comparator.<Waiter>comparingLong(w -> w.call).thenComparingLong(w -> w.arrival);

        private final Condition turn;
        private final long call;
        private final long arrival;
        private boolean served;

        Waiter(Condition turn, long call, long arrival) {
            this.turn = turn;
            this.call = call;
            this.arrival = arrival;
        }
    }

    int allowed() {
        lock.lock();
        try {
            return allowed;
        } finally {
            lock.unlock();
        }
    }

    int inFlight() {
        lock.lock();
        try {
            return inFlight;
        } finally {
            lock.unlock();
        }
    }

    /** A place among the requests in flight; used by one thread and given back by closing it. */
    final class Permit implements AutoCloseable {

        private final long born;

        private Permit(long born) {
            this.born = born;
        }

        void succeeded() {
            lock.lock();
            try {
                pace.succeeded(nanoTime.getAsLong());
                if (++successes >= allowed && allowed < most) {
                    allowed++;
                    successes = 0;
                }
            } finally {
                lock.unlock();
            }
        }

        void wasTooMuch() {
            lock.lock();
            try {
                if (born == shrinkings) {
                    allowed = Math.max(1, allowed / 2);
                    shrinkings++;
                    successes = 0;
                    pace.complained(nanoTime.getAsLong(), allowed);
                }
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() {
            lock.lock();
            try {
                inFlight--;
                handOut();
            } finally {
                lock.unlock();
            }
        }
    }
}
