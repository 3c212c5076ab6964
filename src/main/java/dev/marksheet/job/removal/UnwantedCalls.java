package dev.marksheet.job.removal;

import dev.marksheet.job.RunningCalls;
import dev.marksheet.session.JobId;
import dev.marksheet.store.Cancellations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/** Notices that calls which run here were cancelled or deleted by another process, and stops them. */
final class UnwantedCalls implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(UnwantedCalls.class);
    private static final Duration PERIOD = Duration.ofMillis(500);

    private final RunningCalls running;
    private final Cancellations jobs;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(new CustomizableThreadFactory("unwanted-calls-"));

    UnwantedCalls(RunningCalls running, Cancellations jobs) {
        this.running = running;
        this.jobs = jobs;
        timer.scheduleWithFixedDelay(this::look, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Throws nothing: the timer would not come again. */
    void look() {
        try {
            List<JobId> unwanted = new ArrayList<>(running.scoring());
            if (!unwanted.isEmpty()) {
                unwanted.removeAll(jobs.wanted(unwanted));
                running.stop(unwanted);
            }
        } catch (RuntimeException | Error e) {
            // The others say already that the database refuses.
            LOG.debug("No look at what was cancelled", e);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
