package dev.marksheet.job;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/** Runs the judge tasks of one call on a shared executor and, when closed, interrupts those that still run. */
final class CallTasks implements Executor, AutoCloseable {

    private final ExecutorService threads;
    private final Set<Future<?>> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    CallTasks(ExecutorService threads) {
        this.threads = threads;
    }

    @Override
    public void execute(Runnable work) {
        FutureTask<Void> task = new FutureTask<>(work, null) {
            @Override
            protected void done() {
                running.remove(this);
            }
        };
        running.add(task);
        threads.execute(task);
        if (closed) {
            task.cancel(true);
        }
    }

    @Override
    public void close() {
        closed = true;
        running.forEach(task -> task.cancel(true));
    }
}
