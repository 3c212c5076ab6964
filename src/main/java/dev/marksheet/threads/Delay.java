package dev.marksheet.threads;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Does work after a while. Safe for use by many threads at once. */
public interface Delay {

    /** Returns at once. */
    void run(Duration pause, Runnable work);

    /** Does the work on these threads. */
    static Delay on(Executor threads) {
        return (pause, work) -> CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS, threads)
                .execute(work);
    }
}
