package dev.marksheet.gate;

import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionId;
import dev.marksheet.statistics.MetricRange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Questions, tallies and results as tests of the gate need them. */
final class Gates {

    static final SessionId SESSION = new SessionId("nightly");
    static final SessionId BASE = new SessionId("release 1");
    static final Scale UNIT = new Scale(MetricRange.UNIT);
    static final Progress DONE = new Progress(10, 0, 10, null);

    private Gates() {}

    static GateQuestion byEvidence(@Nullable Long expect) {
        return new GateQuestion(List.of(), null, null, expect, GateQuestion.ALPHA, GateRule.EVIDENCE);
    }

    static GateQuestion byMean(@Nullable Double minCoverage) {
        return new GateQuestion(List.of(), null, minCoverage, null, GateQuestion.ALPHA, GateRule.MEAN);
    }

    /** One mark a call: 0 to 9 for tenths, {@code T} for ten of them, {@code x} for failed, {@code -} for skipped. */
    static Tally tally(GateQuestion question, Scale scale, double threshold, String marks) {
        Tally tally = new Tally(question, scale, threshold, 1);
        for (int i = 0; i < marks.length(); i++) {
            char mark = marks.charAt(i);
            switch (mark) {
                case 'x' -> tally.take(i + 1, "failed", 0);
                case '-' -> tally.take(i + 1, "skipped", 0);
                case 'T' -> tally.take(i + 1, "scored", 1);
                default -> tally.take(i + 1, "scored", (mark - '0') / 10.0);
            }
        }
        return tally;
    }

    static CriterionResult criterion(GateVerdict verdict, Reason... reasons) {
        return criterion("exact_match", verdict, 10, 2, true, reasons);
    }

    static CriterionResult criterion(
            String metric, GateVerdict verdict, long scored, long failed, boolean up, Reason... reasons) {
        Double coverage = scored + failed == 0 ? null : (double) scored / (scored + failed);
        Double mean = scored == 0 ? null : 0.91;
        return new CriterionResult(
                metric, 0.85, verdict, mean, scored, failed, 3, coverage, up, 19.999, 0.25, 20, 400, List.of(reasons));
    }

    static BaselineResult.Metric compared(GateVerdict verdict, @Nullable Double difference, Reason... reasons) {
        return new BaselineResult.Metric(
                "exact_match", verdict, difference, 7, 1, 123.9, 0.5, 20, 40, List.of(reasons));
    }

    static BaselineResult baseline(List<BaselineResult.Metric> metrics, Reason... reasons) {
        return new BaselineResult(BASE, 0.02, metrics, List.of(reasons));
    }

    static GateResult result(Progress progress, @Nullable BaselineResult baseline, CriterionResult... criteria) {
        return new GateResult(
                SESSION, RunId.of(SESSION), byEvidence(progress.expected()), progress, List.of(criteria), baseline);
    }
}
