package dev.marksheet.job.queue;

import dev.marksheet.job.record.StorageFaults;
import dev.marksheet.session.RunId;
import dev.marksheet.store.JobStore;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says which calls are tried again: where disk or database refuse, once a session. Safe for use by many threads at once. */
final class TroubleLog {

    private static final Logger LOG = LoggerFactory.getLogger(TroubleLog.class);

    private final Set<RunId> sessions = ConcurrentHashMap.newKeySet();

    /** A call of the session has gone through. */
    void isOver(RunId run) {
        sessions.remove(run);
    }

    void triedAgain(JobStore.Open call, Duration pause, Throwable cause) {
        if (!StorageFaults.isRefusal(cause) || sessions.add(call.run())) {
            LOG.warn(
                    "Job {} of {} is tried again in {} s; nothing is lost ({})",
                    call.id().value(),
                    call.run().value(),
                    pause.toSeconds(),
                    cause.getMessage());
        }
    }
}
