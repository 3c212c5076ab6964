package dev.marksheet.web.report;

import dev.marksheet.query.CallQueries;

/** Makes parts of a report for the rooms beside it. */
public final class ReportParts {

    private ReportParts() {}

    public static CallsTables tables(CallQueries calls) {
        return new CallsTables(calls);
    }
}
