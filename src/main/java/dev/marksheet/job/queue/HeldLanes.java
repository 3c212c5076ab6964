package dev.marksheet.job.queue;

import dev.marksheet.job.JobQueueFullException;
import dev.marksheet.session.RunId;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets the calls of sessions aside whose budget is spent, in a queue that is in memory. Safe for use by many threads at once. */
final class HeldLanes {

    private static final Logger LOG = LoggerFactory.getLogger(HeldLanes.class);

    private final FairQueue<RunId, Waiting> queue;
    private final Predicate<RunId> spent;
    private final int most;

    /**
     * @param spent whether a session's budget is spent, as it is stored now
     * @param most so many calls may wait, and so many be set aside
     */
    HeldLanes(FairQueue<RunId, Waiting> queue, Predicate<RunId> spent, int most) {
        this.queue = queue;
        this.spent = spent;
        this.most = most;
    }

    /** Sets a call aside whose turn has come, and with it all that wait behind it. */
    void hold(Waiting item) {
        RunId run = item.call().run();
        if (queue.hold(run)) {
            LOG.info("The budget of {} is spent: its calls wait until it is raised", run.value());
        }
        queue.putBack(run, item);
        look(run);
    }

    /** Lets the calls of a session go on if its budget is not spent, or no longer. */
    void look(RunId run) {
        if (queue.isHeld(run) && !spent.test(run)) {
            queue.release(run);
        }
    }

    /**
     * Calls that are set aside keep no others out.
     *
     * @param run whose call is to come in; null for several
     * @param waiting how many calls wait that are not set aside
     * @throws JobQueueFullException if there is no room for the call
     */
    void requireRoom(@Nullable RunId run, int waiting) {
        if (waiting >= most || run != null && queue.heldSize() >= most && queue.isHeld(run)) {
            throw new JobQueueFullException(most);
        }
    }
}
