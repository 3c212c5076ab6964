package dev.marksheet.gate;

import dev.marksheet.session.SessionId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a session. Two equal questions about one state of a session have one answer.
 *
 * @param criteria at most one for a metric
 * @param baseline whom the session must not be worse than; null for nobody
 * @param minCoverage the share of calls, from 0 to 1, whose scores the judge must have given for there to be a verdict; null
 *     for any
 * @param expect how many calls will come; null where that is unknown
 * @param alpha the probability with which a wrong verdict is accepted, between 0 and 1
 */
public record GateQuestion(
        List<Criterion> criteria,
        @Nullable Baseline baseline,
        @Nullable Double minCoverage,
        @Nullable Long expect,
        double alpha,
        GateRule rule) {

    /** The error rate where none is chosen. */
    public static final double ALPHA = 0.05;

    /** By how much a session may be worse than its baseline where nothing is chosen, in the metric's units. */
    public static final double MARGIN = 0.02;

    /**
     * A session that is compared with, call by call on equal items.
     *
     * @param margin by how much the mean may be worse, in the metric's own units, at least 0
     */
    public record Baseline(SessionId session, double margin) {}

    public GateQuestion {
        criteria = List.copyOf(criteria);
    }

    /** Half of alpha is kept for the one look when all expected calls are there. */
    public double alphaOfEveryLook() {
        return expect == null ? alpha : alpha / 2;
    }
}
