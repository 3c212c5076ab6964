package dev.marksheet.api.session;

import dev.marksheet.api.wire.FieldProblem;
import dev.marksheet.api.wire.UnknownField;
import dev.marksheet.gate.GateQuestion;
import dev.marksheet.metric.MetricCatalog;
import dev.marksheet.metric.Problem;
import dev.marksheet.session.GateSettings;
import dev.marksheet.session.SessionId;
import dev.marksheet.statistics.MetricRange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Checks what a session's gate is to ask. Problems are collected, not thrown. */
@Component
class GateChecks {

    private static final List<String> FIELDS =
            List.of("criteria", "baseline", "margin", "min_coverage", "alpha", "rule");
    private static final List<String> RULES = List.of("evidence", "mean");

    private final MetricCatalog catalog;

    GateChecks(MetricCatalog catalog) {
        this.catalog = catalog;
    }

    /** Of no use where there are problems. */
    GateSettings check(SettingsBody.Gate gate, List<FieldProblem> problems) {
        Map<String, @Nullable Double> thresholds = new LinkedHashMap<>();
        Map<String, UnknownField> unknown = new LinkedHashMap<>();
        readCriteria(gate, thresholds, unknown);
        SettingsChecks.refuseUnknown("gate.", unknown, FIELDS, problems);
        String rule = gate.rule();
        if (rule != null && !RULES.contains(rule)) {
            problems.add(new FieldProblem("gate.rule", "must be evidence or mean"));
        }
        within("gate.margin", gate.margin(), 0, Double.MAX_VALUE, problems);
        within("gate.min_coverage", gate.minCoverage(), 0, 1, problems);
        Double alpha = gate.alpha();
        if (alpha != null && !(alpha >= GateQuestion.LEAST_ALPHA && alpha <= GateQuestion.MOST_ALPHA)) {
            problems.add(new FieldProblem("gate.alpha", "must be from 0.0001 to 0.5, such as 0.05"));
        }
        checkBaseline(gate.baseline(), problems);
        return new GateSettings(
                criteria(thresholds, "mean".equals(rule), problems),
                gate.baseline(),
                gate.margin(),
                gate.minCoverage(),
                alpha,
                rule);
    }

    private static void within(
            String field, @Nullable Double value, double least, double most, List<FieldProblem> problems) {
        if (value != null && !(value >= least && value <= most)) {
            String range = most == Double.MAX_VALUE ? "must be 0 or more" : "must be from 0 to 1";
            problems.add(new FieldProblem(field, range));
        }
    }

    private static void checkBaseline(@Nullable String baseline, List<FieldProblem> problems) {
        if (baseline != null) {
            try {
                new SessionId(baseline);
            } catch (IllegalArgumentException e) {
                problems.add(new FieldProblem("gate.baseline", "names a session; its id " + e.getMessage()));
            }
        }
    }

    /** A metric may also stand beside the other fields with its threshold, as it does in the query of a gate. */
    private void readCriteria(
            SettingsBody.Gate gate, Map<String, @Nullable Double> thresholds, Map<String, UnknownField> unknown) {
        if (gate.criteria() != null) {
            thresholds.putAll(gate.criteria());
        }
        if (gate.unknown() != null) {
            gate.unknown().forEach((name, value) -> {
                boolean isMetric = value.number() != null
                        && catalog.check(List.of(name), Map.of()).isEmpty();
                if (isMetric) {
                    thresholds.putIfAbsent(name, value.number());
                } else {
                    unknown.put(name, value);
                }
            });
        }
    }

    private Map<String, Double> criteria(
            Map<String, @Nullable Double> thresholds, boolean byMean, List<FieldProblem> problems) {
        Map<String, Double> criteria = new LinkedHashMap<>();
        if (thresholds.size() > GateQuestion.MOST_CRITERIA) {
            problems.add(
                    new FieldProblem("gate.criteria", "must name at most " + GateQuestion.MOST_CRITERIA + " metrics"));
            return criteria;
        }
        thresholds.forEach((metric, threshold) -> {
            String fault = fault(metric, threshold, byMean);
            if (fault != null) {
                problems.add(new FieldProblem("gate.criteria." + metric, fault));
            } else if (threshold != null) {
                criteria.put(catalog.resolve(List.of(metric)).get(0), threshold);
            }
        });
        return criteria;
    }

    /** What is wrong with a criterion; null when nothing is. */
    private @Nullable String fault(String metric, @Nullable Double threshold, boolean byMean) {
        List<Problem> unknown = catalog.check(List.of(metric), Map.of());
        if (!unknown.isEmpty()) {
            return unknown.get(0).message();
        }
        if (threshold == null) {
            return "must be a number; leave the metric out to ask nothing of it";
        }
        MetricRange range = catalog.ranges().getOrDefault(metric, MetricRange.UNIT);
        if (!(threshold >= range.min() && threshold <= range.max())) {
            return "must lie within the metric's range, from %s to %s".formatted(range.min(), range.max());
        }
        boolean end = threshold == range.min() || threshold == range.max();
        return end && !byMean
                ? "must not be an end of the metric's range: no number of calls can prove it; take a value inside"
                : null;
    }
}
