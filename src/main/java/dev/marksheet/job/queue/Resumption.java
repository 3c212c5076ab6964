package dev.marksheet.job.queue;

import dev.marksheet.job.record.RetryPauses;
import dev.marksheet.store.JobStore;
import dev.marksheet.store.OpenJobs;
import dev.marksheet.threads.Futures;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes up the jobs that a stop or a crash has left open, once each. Used by one thread at a time. */
final class Resumption {

    private static final Logger LOG = LoggerFactory.getLogger(Resumption.class);

    private final OpenJobs open;
    private final long upTo;
    private boolean requeued;
    private long after;
    private int resumed;
    private int failures;

    /** @param upTo the sequence of the last job to take up: what comes later was never left by anybody */
    Resumption(OpenJobs open, long upTo) {
        this.open = open;
        this.upTo = upTo;
    }

    /**
     * Takes up what is left, with growing pauses where the database refuses.
     *
     * @param taker given each job in the order of acceptance; false ends it
     * @param later does something after a pause
     */
    void goOnUntilDone(Predicate<JobStore.Open> taker, RetryPauses pauses, BiConsumer<Duration, Runnable> later) {
        try {
            goOn(taker);
            if (resumed > 0) {
                LOG.info("{} calls are resumed", resumed);
            }
        } catch (RuntimeException e) {
            failures++;
            Duration pause = pauses.after(failures);
            LOG.warn("Open calls can't be read and are tried again in {} s ({})", pause.toSeconds(), e.getMessage());
            later.accept(pause, () -> goOnUntilDone(taker, pauses, later));
        }
    }

    /**
     * Takes up what is left; after a fault, what has not been taken up yet.
     *
     * @param taker given each job in the order of acceptance; false ends it
     * @throws RuntimeException if the database refuses
     */
    void goOn(Predicate<JobStore.Open> taker) {
        if (!requeued) {
            Futures.join(open.requeue(upTo));
            requeued = true;
        }
        OpenJobs.Page page;
        do {
            page = open.page(after, upTo);
            for (JobStore.Open job : page.jobs()) {
                if (!taker.test(job)) {
                    return;
                }
                resumed++;
            }
            after = page.last();
        } while (page.more());
    }

    /** How many were taken up so far. */
    int resumed() {
        return resumed;
    }
}
