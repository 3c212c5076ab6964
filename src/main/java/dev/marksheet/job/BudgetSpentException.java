package dev.marksheet.job;

import dev.marksheet.session.RunId;

/** A session's budget is spent, so the call was not begun: it waits until there is more. Nothing is lost. */
public final class BudgetSpentException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient RunId run;

    BudgetSpentException(RunId run) {
        super("the budget of " + run.value() + " is spent");
        this.run = run;
    }

    public RunId run() {
        return run;
    }

    /** It is no fault: nobody looks where it came from. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
