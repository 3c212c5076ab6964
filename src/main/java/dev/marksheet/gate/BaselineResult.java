package dev.marksheet.gate;

import dev.marksheet.session.SessionId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a session stands to its baseline.
 *
 * @param reasons what keeps all metrics from being compared; empty where nothing does
 */
public record BaselineResult(SessionId session, double margin, List<Metric> metrics, List<Reason> reasons) {

    /**
     * What the comparison of a metric found.
     *
     * @param tally of how much better the session is, item by item
     * @param missing items of the session without a score in the baseline
     * @param absent items of the baseline without a call in the session
     * @param items of the baseline
     */
    public record Pairs(Tally tally, boolean higherIsBetter, long missing, long absent, long items) {

        /** The session's mean less the baseline's, in the metric's own direction. */
        @Nullable
        Double difference() {
            Double better = tally.mean();
            return better == null || higherIsBetter ? better : Double.valueOf(0.0 - better);
        }
    }

    /** Says that the marks of the two do not come from the same judge. */
    static final String JUDGES = "judges";

    /**
     * One metric, compared on equal items.
     *
     * @param difference the mean of the pairs' differences, the session's score less the baseline's; null without pairs
     * @param pairs items that both have scores of
     * @param missing items of which one of them has no call or no score
     * @param evidenceFor the evidence that the session is not worse by more than the margin
     * @param evidenceAgainst the evidence that it is
     */
    public record Metric(
            String metric,
            GateVerdict verdict,
            @Nullable Double difference,
            long pairs,
            long missing,
            double evidenceFor,
            double evidenceAgainst,
            double passAt,
            double failAt,
            List<Reason> reasons) {

        public Metric {
            reasons = List.copyOf(reasons);
        }

        boolean isJudgeTrouble() {
            return verdict == GateVerdict.UNDECIDED
                    && reasons.stream().anyMatch(reason -> reason.key().equals(JUDGES));
        }
    }

    public BaselineResult {
        metrics = List.copyOf(metrics);
        reasons = List.copyOf(reasons);
    }

    /** As for criteria; UNDECIDED where there is nothing to compare. */
    public GateVerdict verdict() {
        return reasons.isEmpty()
                ? Verdicts.all(metrics.stream().map(Metric::verdict).toList())
                : GateVerdict.UNDECIDED;
    }
}
