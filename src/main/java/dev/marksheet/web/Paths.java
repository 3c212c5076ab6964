package dev.marksheet.web;

import dev.marksheet.session.JobId;
import dev.marksheet.session.RunId;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where pages stand, below the path that the service itself stands at: a template adds that one by {@code @{…}}. Both ids
 * are safe in URLs as they are.
 */
public final class Paths {

    private Paths() {}

    public static String run(RunId run) {
        return "/runs/" + run.value();
    }

    /** Rows of the run list, with these metrics as columns. */
    public static String rows(List<String> columns) {
        return "/runs/rows?columns=" + String.join(",", columns);
    }

    public static String calls(RunId run) {
        return run(run) + "/calls";
    }

    /** These runs side by side. */
    public static String compare(List<RunId> runs, RunId base) {
        return runs.stream().map(run -> "run=" + run.value() + "&").collect(Collectors.joining("", "/compare?", ""))
                + "base=" + base.value();
    }

    public static String call(RunId run, JobId job) {
        return calls(run) + "/" + job.value();
    }
}
