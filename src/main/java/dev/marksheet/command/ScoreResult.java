package dev.marksheet.command;

import dev.marksheet.gate.GateResult;
import dev.marksheet.gate.live.Gates;
import dev.marksheet.query.SessionQueries;
import dev.marksheet.session.JobStatus;
import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionReport;
import dev.marksheet.session.dataset.DatasetVersion;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;

/**
 * What came of scoring a file.
 *
 * @param gate null where nothing was asked
 * @param status to end with
 */
record ScoreResult(
        SessionReport report,
        DatasetVersion version,
        @Nullable GateResult gate,
        int status) {

    static ScoreResult of(BeanFactory beans, ScoreChecks.Order order, DatasetVersion version, SessionWait.End end) {
        SessionReport report = beans.getBean(SessionQueries.class)
                .find(RunId.of(order.session()))
                .orElseThrow();
        GateResult gate = order.gate() == null
                ? null
                : beans.getBean(Gates.class).standing(report).orElseThrow();
        int status = gate != null ? Status.of(gate.verdict()) : isScored(report, end) ? Status.PASS : Status.UNDECIDED;
        return new ScoreResult(report, version, gate, status);
    }

    /** Whether every call has ended and the judge has given every score that it was asked for. */
    private static boolean isScored(SessionReport report, SessionWait.End end) {
        return end == SessionWait.End.ENDED
                && report.counts().of(JobStatus.FAILED) == 0
                && report.metrics().values().stream().allMatch(stat -> stat.failed() == 0);
    }
}
