package dev.marksheet.job.record;

import dev.marksheet.session.RunId;

/** The run was there when it was looked for and has been deleted since: to who reads, there is none. */
public final class RunGoneException extends RuntimeException {

    private static final long serialVersionUID = 1;

    RunGoneException(RunId run) {
        super("There is no run " + run.value() + " any more.");
    }
}
