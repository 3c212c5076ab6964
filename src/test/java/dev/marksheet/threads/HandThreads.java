package dev.marksheet.threads;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Has no thread: work is done by the test, one piece after the other, when it says so. */
public final class HandThreads extends AbstractExecutorService {

    private final BlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();
    private @Nullable Throwable refusal;
    private boolean stopped;

    /** Has every later piece of work refused by this; null for none any more. */
    public void refuseWith(@Nullable Throwable newRefusal) {
        refusal = newRefusal;
    }

    @Override
    public void execute(Runnable work) {
        if (refusal instanceof Error error) {
            throw error;
        }
        if (refusal instanceof RuntimeException exception) {
            throw exception;
        }
        waiting.add(work);
    }

    /** How many pieces of work wait to be done. */
    public int waiting() {
        return waiting.size();
    }

    /** Does the next piece, which may only be on its way yet. */
    public void runNext() {
        try {
            Runnable next = waiting.poll(10, TimeUnit.SECONDS);
            assertThat(next).as("a piece of work").isNotNull();
            next.run();
        } catch (InterruptedException e) {
            throw new AssertionError("nothing interrupts a test here", e);
        }
    }

    /** Does what is there and what comes of it. */
    public void runAll() {
        while (!waiting.isEmpty()) {
            runNext();
        }
    }

    @Override
    public void shutdown() {
        stopped = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
        stopped = true;
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return stopped;
    }

    @Override
    public boolean isTerminated() {
        return stopped;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return stopped;
    }
}
