package dev.marksheet.job.queue;

import dev.marksheet.session.JobId;

/** Work on a call was stopped before its end; the call is handed back. */
final class CallStoppedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    CallStoppedException(JobId id) {
        super("the work on " + id.value() + " was stopped");
    }
}
