package dev.marksheet.api.call;

import dev.marksheet.job.SampleRules;
import dev.marksheet.judge.Judges;
import dev.marksheet.metric.MetricBeans;
import dev.marksheet.query.DatasetQueries;

/** The checks of calls as the service makes them. */
public final class Checks {

    /** So few passages may a call have here. */
    public static final int MOST_CONTEXTS = 3;

    private Checks() {}

    public static RequestChecks of(Judges judges, DatasetQueries datasets) {
        return new RequestChecks(
                new SampleRules(MOST_CONTEXTS), MetricBeans.standard(), judges, new DatasetChecks(datasets));
    }
}
