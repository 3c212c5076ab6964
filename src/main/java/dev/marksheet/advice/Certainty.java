package dev.marksheet.advice;

import dev.marksheet.judge.Judges;
import dev.marksheet.session.SessionReport;
import dev.marksheet.statistics.MetricRange;
import dev.marksheet.statistics.MetricStat;
import dev.marksheet.statistics.SignalStat;
import java.util.Set;

/**
 * How sure a finding is. It rests on the lower end of the 95 % interval: the share of calls that show the sign at the
 * very least. Where only the local heuristic judged, nothing about the answers is more than likely, and that only where
 * it shows more often than the heuristic errs.
 */
final class Certainty {

    private static final double SURE_SHARE = 0.05;
    private static final double LIKELY_SHARE = 0.02;
    private static final int SURE_CALLS = 10;
    /** The local judge fails up to a fifth of good answers, so that fewer failures say nothing of the answers. */
    private static final double LOCAL_FALSE_ALARMS = 0.2;

    private Certainty() {}

    static String of(Signal signal, SignalStat stat, SessionReport report) {
        double low = stat.interval().low();
        boolean counted = signal == Signal.JUDGE_FAILED || signal == Signal.MISSING_INPUTS;
        if (report.counts().ended() < Diagnosis.MIN_CALLS || stat.eligible() < Diagnosis.MIN_CALLS) {
            return "hint";
        }
        if (low >= SURE_SHARE && stat.eligible() >= SURE_CALLS && (counted || !onlyLocal(report))) {
            return "sure";
        }
        boolean heuristic = !counted && onlyLocal(report);
        return low >= (heuristic ? LOCAL_FALSE_ALARMS : LIKELY_SHARE) ? "likely" : "hint";
    }

    static String ofMean(MetricStat stat, MetricRange range, SessionReport report) {
        boolean sure = stat.scored() >= SURE_CALLS && WorseHalf.holdsWholeInterval(stat, range);
        return sure && !onlyLocal(report) ? "sure" : "likely";
    }

    static boolean onlyLocal(SessionReport report) {
        return report.judgeModels().equals(Set.of(Judges.LOCAL));
    }
}
