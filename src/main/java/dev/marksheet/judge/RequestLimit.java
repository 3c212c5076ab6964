package dev.marksheet.judge;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How many requests may be in flight. It halves when the endpoint says that it is too much, never below one, and grows
 * by one after as many successes as it allows, up to where it began. Of the requests that were in flight together only
 * the first complaint counts, as they all saw the same crowd. Safe for use by many threads at once.
 */
final class RequestLimit {

    private final int most;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition freed = lock.newCondition();

    // All guarded by the lock.
    private int allowed;
    private int inFlight;
    private int successes;
    private long shrinkings;

    RequestLimit(int most) {
        this.most = most;
        this.allowed = most;
    }

    /** Waits for a place. */
    Permit acquire() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (inFlight >= allowed) {
                freed.await();
            }
            inFlight++;
            return new Permit(shrinkings);
        } finally {
            lock.unlock();
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
                freed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }
}
