package dev.marksheet.judge;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How many requests may be in flight. Freed places go to the {@link Asker askers} that wait in turn, one each, so that
 * one with thousands of requests does not keep another from its first. The limit halves when the endpoint says that it is too much, never below one, and grows
 * by one after as many successes as it allows, up to where it began. Of the requests that were in flight together only
 * the first complaint counts, as they all saw the same crowd. Safe for use by many threads at once.
 */
final class RequestLimit {

    private final int most;
    private final ReentrantLock lock = new ReentrantLock();

    // All guarded by the lock.
    private int allowed;
    private int inFlight;
    private int successes;
    private long shrinkings;
    private final Map<Object, Queue<Waiter>> waiting = new LinkedHashMap<>();

    RequestLimit(int most) {
        this.most = most;
        this.allowed = most;
    }

    /** Waits for a place, on behalf of the thread's asker. */
    Permit acquire() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            if (inFlight < allowed && waiting.isEmpty()) {
                inFlight++;
            } else {
                await(Asker.current());
            }
            return new Permit(shrinkings);
        } finally {
            lock.unlock();
        }
    }

    private void await(Object asker) throws InterruptedException {
        Waiter waiter = new Waiter(lock.newCondition());
        waiting.computeIfAbsent(asker, a -> new ArrayDeque<>()).add(waiter);
        handOut();
        try {
            while (!waiter.served) {
                waiter.turn.await();
            }
        } catch (InterruptedException e) {
            if (waiter.served) {
                inFlight--;
                handOut();
            } else {
                waiting.computeIfPresent(asker, (a, line) -> line.remove(waiter) && line.isEmpty() ? null : line);
            }
            throw e;
        }
    }

    private void handOut() {
        while (inFlight < allowed && !waiting.isEmpty()) {
            Iterator<Map.Entry<Object, Queue<Waiter>>> turns =
                    waiting.entrySet().iterator();
            Map.Entry<Object, Queue<Waiter>> next = turns.next();
            Object asker = next.getKey();
            Queue<Waiter> line = next.getValue();
            turns.remove();
            Waiter waiter = line.remove();
            if (!line.isEmpty()) {
                waiting.put(asker, line);
            }
            inFlight++;
            waiter.served = true;
            waiter.turn.signal();
        }
    }

    private static final class Waiter {

        private final Condition turn;
        private boolean served;

        Waiter(Condition turn) {
            this.turn = turn;
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
