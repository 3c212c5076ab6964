package dev.marksheet.job;

import dev.marksheet.judge.Asker;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/** Runs the judge tasks of one call on a shared executor and, when closed, interrupts those that still run. */
final class CallTasks implements Executor, AutoCloseable {

    private final ExecutorService threads;
    private final Asker asker;
    private final Set<Future<?>> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** @param asker on whose behalf the tasks ask */
    CallTasks(ExecutorService threads, Asker asker) {
        this.threads = threads;
        this.asker = asker;
    }

    @Override
    public void execute(Runnable work) {
        FutureTask<Void> task = new FutureTask<>(() -> asker.run(work), null) {
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
