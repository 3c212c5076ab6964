package dev.marksheet.job;

import dev.marksheet.session.RunId;

/** Makes what says that a budget is spent, for tests of other rooms. */
public final class Spent {

    private Spent() {}

    public static BudgetSpentException budgetOf(RunId run) {
        return new BudgetSpentException(run);
    }
}
