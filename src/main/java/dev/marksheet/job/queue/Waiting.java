package dev.marksheet.job.queue;

import dev.marksheet.store.JobStore;

/**
 * A call that waits for its turn.
 *
 * @param failures how often work on it has failed in a row
 */
record Waiting(JobStore.Open call, int failures) {

    /** After one more failure. It may have been scored by now: that must be looked up. */
    Waiting again() {
        return new Waiting(new JobStore.Open(call.id(), call.run(), true, call.starts(), call.retries()), failures + 1);
    }
}
