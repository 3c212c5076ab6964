package dev.marksheet.judge.llm.endpoint;

import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks an endpoint that is out of use whether it can be used again: one request at a time, at pauses that grow from one
 * second to thirty. Safe for use by many threads at once.
 */
public final class OutageProbe implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(OutageProbe.class);
    private static final int MOST_SECONDS = 30;
    private static final int DOUBLINGS = 5;

    private final Backoff.Sleeper sleeper;
    private final ThreadFactory threads;
    private @Nullable Thread thread;
    private boolean over;

    public OutageProbe(Backoff.Sleeper sleeper) {
        this(sleeper, work -> new Thread(work, "judge-probe"));
    }

    OutageProbe(Backoff.Sleeper sleeper, ThreadFactory threads) {
        this.sleeper = sleeper;
        this.threads = threads;
    }

    /**
     * Begins to ask, unless it is being asked.
     *
     * @param request sends one request; what it throws counts as no
     * @param needed whether the outage goes on
     */
    synchronized void start(Runnable request, BooleanSupplier needed) {
        if (thread == null && !over) {
            Thread asking = threads.newThread(() -> ask(request, needed));
            asking.setDaemon(true);
            asking.start();
            // Only now: where there was no thread to be had, the next outage must not take one for being at work.
            thread = asking;
        }
    }

    private void ask(Runnable request, BooleanSupplier needed) {
        int asked = 0;
        do {
            try {
                sleeper.sleep(Duration.ofSeconds(Math.min(MOST_SECONDS, 1L << Math.min(asked++, DOUBLINGS))));
                request.run();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | Error e) {
                log.error("The judge's endpoint could not be asked whether it is back", e);
            }
        } while (goesOn(needed));
    }

    /** Under the lock, so that an outage that begins just now finds either this thread at work or none. */
    private synchronized boolean goesOn(BooleanSupplier needed) {
        boolean on = needed.getAsBoolean() && !over;
        if (!on) {
            thread = null;
        }
        return on;
    }

    /** Asks no more. */
    @Override
    public synchronized void close() {
        over = true;
        if (thread != null) {
            thread.interrupt();
        }
    }
}
