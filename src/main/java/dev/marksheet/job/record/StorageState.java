package dev.marksheet.job.record;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the database takes what is written, as the calls see it. Told of by many, it says each change in one line of the
 * log: a disk that is full must not be written to for every call that waits. Safe for use by many threads at once.
 */
public final class StorageState {

    private static final Logger LOG = LoggerFactory.getLogger(StorageState.class);

    private final AtomicBoolean refuses = new AtomicBoolean();
    private final List<Runnable> recoveries = new CopyOnWriteArrayList<>();

    /** Something was not taken. */
    public void refused(Throwable cause) {
        if (refuses.compareAndSet(false, true)) {
            LOG.warn(
                    "The database refuses what is written; calls wait, nothing is lost, and it is tried again until it"
                            + " goes on ({})",
                    String.valueOf(cause.getMessage()));
        }
    }

    /** Something was taken. */
    public void took() {
        if (refuses.get() && refuses.compareAndSet(true, false)) {
            LOG.info("The database takes what is written again; the calls go on");
            recoveries.forEach(Runnable::run);
        }
    }

    boolean refuses() {
        return refuses.get();
    }

    /** Has something done, soon and on any thread, whenever the database takes again what is written. */
    public void onRecovery(Runnable work) {
        recoveries.add(work);
    }
}
