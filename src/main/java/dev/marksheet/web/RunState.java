package dev.marksheet.web;

import dev.marksheet.session.Counts;
import dev.marksheet.session.JobStatus;
import dev.marksheet.session.SessionReport;
import dev.marksheet.statistics.MetricStat;

/** What a session is doing, in one word. */
public final class RunState {

    private RunState() {}

    /** {@code held} or {@code live} while calls wait or run; then {@code errors} if a call or a single score failed, else {@code idle}. */
    public static String of(SessionReport report) {
        Counts counts = report.counts();
        if (report.isHeld()) {
            return "held";
        }
        if (counts.open() > 0) {
            return "live";
        }
        return counts.of(JobStatus.FAILED) > 0 || failedScores(report) > 0 ? "errors" : "idle";
    }

    /** Scores that the judge gave nothing usable for. */
    public static long failedScores(SessionReport report) {
        return report.metrics().values().stream().mapToLong(MetricStat::failed).sum();
    }

    /** Scores that there are, and those that failed. */
    public static long triedScores(SessionReport report) {
        return failedScores(report)
                + report.metrics().values().stream()
                        .mapToLong(MetricStat::scored)
                        .sum();
    }
}
