package dev.marksheet.web;

import dev.marksheet.session.JobId;
import dev.marksheet.session.RunId;

/** Where pages stand. Both ids are safe in URLs as they are. */
final class Paths {

    private Paths() {}

    static String run(RunId run) {
        return "/runs/" + run.value();
    }

    static String call(RunId run, JobId job) {
        return run(run) + "/calls/" + job.value();
    }
}
