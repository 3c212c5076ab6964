package dev.marksheet.web;

import dev.marksheet.session.JobId;
import dev.marksheet.session.RunId;

/**
 * Where pages stand, below the path that the service itself stands at: a template adds that one by {@code @{…}}. Both ids
 * are safe in URLs as they are.
 */
final class Paths {

    private Paths() {}

    static String run(RunId run) {
        return "/runs/" + run.value();
    }

    static String calls(RunId run) {
        return run(run) + "/calls";
    }

    static String call(RunId run, JobId job) {
        return calls(run) + "/" + job.value();
    }
}
