package dev.marksheet.report;

import dev.marksheet.session.RunId;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * The files of all runs. Whoever wants a run's files works under that session's lock; no work on a run waits for another
 * run. Judge calls never belong under the lock. It keeps order between the threads of one process; where many processes
 * share a database, recording also keeps the others out ({@code SessionStore.exclusively}). Safe for use by many threads
 * at once.
 */
public final class SessionReports {

    private final Function<RunId, RunFiles> files;
    private final ConcurrentHashMap<RunId, Lock> locks = new ConcurrentHashMap<>();

    /** @param files gives the files of a run */
    SessionReports(Function<RunId, RunFiles> files) {
        this.files = files;
    }

    /** Does work on a run's files while no other thread does; a thread that has the lock may take it again. */
    public <T> T locked(RunId run, Function<RunFiles, T> work) {
        Lock lock = locks.compute(run, (id, held) -> (held == null ? new Lock() : held).joined());
        try {
            lock.lock.lock();
            try {
                return work.apply(files.apply(run));
            } finally {
                lock.lock.unlock();
            }
        } finally {
            // A lock that another thread waits for must stay the session's only one, hence the count of users.
            locks.computeIfPresent(run, (id, held) -> held.left() ? null : held);
        }
    }

    private static final class Lock {

        private final ReentrantLock lock = new ReentrantLock();
        private int users;

        Lock joined() {
            users++;
            return this;
        }

        boolean left() {
            users--;
            return users == 0;
        }
    }
}
