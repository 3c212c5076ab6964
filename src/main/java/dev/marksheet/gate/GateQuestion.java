package dev.marksheet.gate;

import dev.marksheet.session.GateSettings;
import dev.marksheet.session.SessionId;
import dev.marksheet.session.SessionSettings;
import java.util.List;
import java.util.Optional;
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

    /** The smallest error rate that can be asked for. */
    public static final double LEAST_ALPHA = 0.0001;

    /** The largest one: a coin is no gate. */
    public static final double MOST_ALPHA = 0.5;

    public static final int MOST_CRITERIA = 20;

    /** By how much a session may be worse than its baseline where nothing is chosen, in the metric's units. */
    public static final double MARGIN = 0.02;

    /**
     * A session that is compared with, call by call on equal items.
     *
     * @param margin by how much the mean may be worse, in the metric's own units, at least 0
     */
    public record Baseline(SessionId session, double margin) {}

    /** What is asked by the settings of a session; empty where they ask nothing. */
    public static Optional<GateQuestion> of(SessionSettings settings) {
        GateSettings set = settings.gate();
        if (set == null || set.criteria().isEmpty() && set.baseline() == null) {
            return Optional.empty();
        }
        return Optional.of(new GateQuestion(
                criteria(set),
                baseline(set, set.margin()),
                set.minCoverage(),
                settings.expect(),
                orElse(set.alpha(), ALPHA),
                rule(set)));
    }

    /** The criteria that were set. */
    public static List<Criterion> criteria(GateSettings set) {
        return set.criteria().entrySet().stream()
                .map(each -> new Criterion(each.getKey(), each.getValue()))
                .toList();
    }

    /** The baseline that was set. */
    public static @Nullable Baseline baseline(GateSettings set, @Nullable Double margin) {
        String session = set.baseline();
        return session == null ? null : new Baseline(new SessionId(session), orElse(margin, MARGIN));
    }

    /** The rule that was set. */
    public static GateRule rule(GateSettings set) {
        return Optional.ofNullable(set.rule()).flatMap(GateRule::ofWireName).orElse(GateRule.EVIDENCE);
    }

    private static double orElse(@Nullable Double value, double otherwise) {
        return value == null ? otherwise : value;
    }

    public GateQuestion {
        criteria = List.copyOf(criteria);
    }

    /** Half of alpha is kept for the one look when all expected calls are there. */
    public double alphaOfEveryLook() {
        return expect == null ? alpha : alpha / 2;
    }
}
