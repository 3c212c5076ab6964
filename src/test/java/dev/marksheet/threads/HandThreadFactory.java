package dev.marksheet.threads;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** Makes threads that begin when the test says so, and run on its own. */
public final class HandThreadFactory implements ThreadFactory {

    private final Queue<Runnable> started = new ArrayDeque<>();
    private @Nullable Error refusal;
    private int interrupted;

    /** Has every later thread fail to start with this; null for none any more. */
    public void refuseWith(@Nullable Error newRefusal) {
        refusal = newRefusal;
    }

    /** How many threads were started and have not run. */
    public int waiting() {
        return started.size();
    }

    /** How many threads were interrupted. */
    public int interrupted() {
        return interrupted;
    }

    /** Runs the thread that was started first, from its begin to its end. */
    public void runNext() {
        Runnable next = started.poll();
        assertThat(next).as("a thread").isNotNull();
        next.run();
    }

    @Override
    public Thread newThread(Runnable work) {
        return new Thread(work) {

            @Override
            public void start() {
                if (refusal != null) {
                    throw refusal;
                }
                assertThat(isDaemon()).as("keeps no process alive").isTrue();
                started.add(work);
            }

            @Override
            public void interrupt() {
                interrupted++;
            }
        };
    }
}
