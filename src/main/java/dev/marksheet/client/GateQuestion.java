package dev.marksheet.client;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a gate is asked. Null leaves it to the session's settings, then to the service.
 *
 * @param criteria thresholds by metric: the mean must lie above, below it where less is better; empty for those of the
 *     session's settings
 * @param baseline the session that this one must not be worse than
 * @param margin by how much it may be worse
 * @param minCoverage the least share of scores, 0 to 1
 * @param alpha the probability of a wrong verdict that is accepted
 * @param rule {@code evidence} or {@code mean}
 * @param expect how many calls will come
 * @param patience how long to wait for a verdict
 * @param complete whether all calls have been sent: the wait is over, then, when they have ended
 */
public record GateQuestion(
        Map<String, Double> criteria,
        @Nullable String baseline,
        @Nullable Double margin,
        @Nullable Double minCoverage,
        @Nullable Double alpha,
        @Nullable String rule,
        @Nullable Long expect,
        Duration patience,
        boolean complete) {

    public GateQuestion {
        criteria = Collections.unmodifiableMap(new LinkedHashMap<>(criteria));
        if (patience.isNegative()) {
            throw new IllegalArgumentException("patience must not be negative");
        }
    }

    /**
     * A question that waits for nothing.
     *
     * @param criteria such as {@code faithfulness=0.85}; none for those of the session's settings
     * @throws IllegalArgumentException if one has not that form
     */
    public static GateQuestion of(String... criteria) {
        Map<String, Double> thresholds = new LinkedHashMap<>();
        for (String criterion : criteria) {
            int equals = criterion.lastIndexOf('=');
            String metric = equals < 0 ? "" : criterion.substring(0, equals).strip();
            if (metric.isEmpty()
                    || thresholds.put(metric, threshold(criterion, criterion.substring(equals + 1))) != null) {
                throw notACriterion(criterion);
            }
        }
        return new GateQuestion(thresholds, null, null, null, null, null, null, Duration.ZERO, false);
    }

    private static double threshold(String criterion, String text) {
        try {
            double threshold = Double.parseDouble(text.strip());
            if (Double.isFinite(threshold)) {
                return threshold;
            }
        } catch (NumberFormatException e) {
            // Told below, as an infinite one is.
        }
        throw notACriterion(criterion);
    }

    private static IllegalArgumentException notACriterion(String text) {
        return new IllegalArgumentException(
                "\"" + text + "\" is no criterion: give each metric once, with its threshold, as in faithfulness=0.85");
    }

    public GateQuestion withBaseline(String sessionId, @Nullable Double atMostWorse) {
        return new GateQuestion(criteria, sessionId, atMostWorse, minCoverage, alpha, rule, expect, patience, complete);
    }

    public GateQuestion withMinCoverage(double share) {
        return new GateQuestion(criteria, baseline, margin, share, alpha, rule, expect, patience, complete);
    }

    public GateQuestion withAlpha(double probability) {
        return new GateQuestion(criteria, baseline, margin, minCoverage, probability, rule, expect, patience, complete);
    }

    public GateQuestion withRule(String name) {
        return new GateQuestion(criteria, baseline, margin, minCoverage, alpha, name, expect, patience, complete);
    }

    public GateQuestion withExpect(long calls) {
        return new GateQuestion(criteria, baseline, margin, minCoverage, alpha, rule, calls, patience, complete);
    }

    public GateQuestion withPatience(Duration longest) {
        return new GateQuestion(criteria, baseline, margin, minCoverage, alpha, rule, expect, longest, complete);
    }

    public GateQuestion whenComplete() {
        return new GateQuestion(criteria, baseline, margin, minCoverage, alpha, rule, expect, patience, true);
    }

    /** The question as a query, but for how it is to be answered. */
    Map<String, String> query() {
        Map<String, String> query = new LinkedHashMap<>();
        criteria.forEach((metric, threshold) -> query.put(metric, Double.toString(threshold)));
        others().forEach((name, value) -> query.put(name, value.toString()));
        if (expect != null) {
            query.put("expect", expect.toString());
        }
        return query;
    }

    /** The question as a session keeps it. */
    Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("criteria", criteria);
        settings.putAll(others());
        return settings;
    }

    private Map<String, Object> others() {
        Map<String, Object> others = new LinkedHashMap<>();
        Call.putGiven(others, "baseline", baseline);
        Call.putGiven(others, "margin", margin);
        Call.putGiven(others, "min_coverage", minCoverage);
        Call.putGiven(others, "alpha", alpha);
        Call.putGiven(others, "rule", rule);
        return others;
    }
}
