package dev.marksheet.gate.live;

import dev.marksheet.gate.Criterion;
import dev.marksheet.gate.GateFormat;
import dev.marksheet.gate.GateQuestion;
import dev.marksheet.gate.GateRule;
import dev.marksheet.gate.Scale;
import dev.marksheet.metric.Description;
import dev.marksheet.metric.MetricCatalog;
import dev.marksheet.metric.UnknownMetricsException;
import dev.marksheet.session.GateSettings;
import dev.marksheet.session.SessionId;
import dev.marksheet.session.SessionReport;
import dev.marksheet.session.text.NearName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a query or a command asks of a gate; all that is wrong with it is told at once. Used by one thread. */
public final class GateParameters {

    /** Proxies and CI systems cut connections that are silent for longer. */
    private static final int LONGEST_WAIT_SECONDS = 3_600;

    private static final long MOST_EXPECTED = 10_000_000;

    private static final List<String> NAMES = List.of(
            "baseline", "margin", "min_coverage", "expect", "wait", "alpha", "rule", "strict", "format", "lang");

    /**
     * What is asked, and how it is to be answered.
     *
     * @param waitSeconds how many seconds to wait for a verdict
     * @param strict whether the status tells the verdict
     */
    public record Asked(GateQuestion question, int waitSeconds, boolean strict, GateFormat format) {}

    private final Gates gates;
    private final MetricCatalog catalog;
    private final SessionReport report;
    private final GateSettings set;
    private final Map<String, String> sent = new LinkedHashMap<>();
    private final List<GateAskedWronglyException.Fault> problems = new ArrayList<>();

    /** @param report the session that is asked about; of one without calls its settings alone are looked at */
    public GateParameters(Gates gates, MetricCatalog catalog, SessionReport report) {
        this.gates = gates;
        this.catalog = catalog;
        this.report = report;
        GateSettings kept = report.settings().gate();
        this.set = kept == null ? new GateSettings(Map.of(), null, null, null, null, null) : kept;
    }

    /**
     * @param query each parameter with its values, of which there may be one
     * @throws GateAskedWronglyException if something is wrong with it
     */
    public Asked read(Map<String, List<String>> query) {
        query.forEach((name, values) -> {
            sent.put(name, String.valueOf(values.get(0)).strip());
            if (values.size() > 1) {
                problem(name, "is given more than once");
            }
        });
        GateQuestion question = question();
        Long wait = whole("wait", 0, LONGEST_WAIT_SECONDS);
        Asked asked = new Asked(question, wait == null ? 0 : wait.intValue(), strict(), format());
        if (problems.isEmpty() && question.criteria().isEmpty() && question.baseline() == null) {
            problem(
                    "criteria",
                    "are missing: name a metric with its threshold, such as faithfulness=0.85, or a baseline, or set a"
                            + " gate for the session by PUT");
        }
        if (!problems.isEmpty()) {
            throw new GateAskedWronglyException(problems);
        }
        return asked;
    }

    /** What the query does not say, the session's settings do. */
    private GateQuestion question() {
        GateRule rule = rule();
        List<Criterion> criteria = criteria(rule);
        GateQuestion.Baseline baseline = baseline(!criteria.isEmpty());
        boolean own = !criteria.isEmpty() || !problems.isEmpty();
        Long expect = whole("expect", 1, MOST_EXPECTED);
        return new GateQuestion(
                own ? criteria : GateQuestion.criteria(set),
                own || baseline != null ? baseline : GateQuestion.baseline(set, orElse(margin(), set.margin())),
                orElse(number("min_coverage", 0, 1), set.minCoverage()),
                expect == null ? report.settings().expect() : expect,
                orElse(
                        orElse(number("alpha", GateQuestion.LEAST_ALPHA, GateQuestion.MOST_ALPHA), set.alpha()),
                        GateQuestion.ALPHA),
                rule);
    }

    private void problem(String field, String message) {
        String shown = field.length() > 100 ? field.substring(0, 100) + "…" : field;
        problems.add(new GateAskedWronglyException.Fault(shown.replaceAll("[\\p{Cntrl}\\p{Cs}]", "\uFFFD"), message));
    }

    private List<Criterion> criteria(GateRule rule) {
        Map<String, Criterion> criteria = new LinkedHashMap<>();
        sent.forEach((name, value) -> {
            if (!NAMES.contains(name)) {
                String metric = metric(name);
                if (metric != null) {
                    addCriterion(name, metric, value, rule, criteria);
                }
            }
        });
        if (criteria.size() > GateQuestion.MOST_CRITERIA) {
            problem("criteria", "must be at most " + GateQuestion.MOST_CRITERIA);
        }
        return List.copyOf(criteria.values());
    }

    private void addCriterion(
            String name, String metric, String value, GateRule rule, Map<String, Criterion> criteria) {
        Double threshold = decimal(value);
        Scale scale = gates.scale(report, metric).orElseThrow();
        double min = scale.range().min();
        double max = scale.range().max();
        if (threshold == null) {
            problem(name, "must be a number, the threshold of its mean");
        } else if (!scale.holds(threshold)) {
            problem(name, "must lie between " + min + " and " + max + ", as the metric's scores do");
        } else if (!scale.allows(threshold, rule)) {
            problem(
                    name,
                    "must lie between " + min + " and " + max
                            + " and not at an end: no number of calls can prove a mean"
                            + " beyond the highest or the lowest score");
        } else if (criteria.put(metric, new Criterion(metric, threshold)) != null) {
            problem(name, "is another name of a metric that has a threshold already: " + metric);
        }
    }

    private @Nullable String metric(String name) {
        if (report.metrics().containsKey(name)) {
            return name;
        }
        try {
            return catalog.resolve(List.of(name)).get(0);
        } catch (UnknownMetricsException e) {
            problem(name, unknown(name));
            return null;
        }
    }

    private String unknown(String name) {
        List<String> metrics =
                catalog.descriptions().stream().map(Description::name).toList();
        List<String> all = new ArrayList<>(NAMES);
        all.addAll(metrics);
        return "is neither a metric nor a parameter of the gate" + NearName.question(name, all) + "; valid: "
                + String.join(", ", all);
    }

    private @Nullable Double margin() {
        return number("margin", 0, Double.MAX_VALUE);
    }

    /** @param own whether the query names criteria, beside which the settings' baseline does not count */
    private GateQuestion.@Nullable Baseline baseline(boolean own) {
        String named = sent.get("baseline");
        Double margin = margin();
        if (named == null) {
            if (margin != null && (own || set.baseline() == null)) {
                problem("margin", "needs a baseline");
            }
            return null;
        }
        try {
            SessionId session = new SessionId(named);
            if (session.equals(report.session())) {
                problem("baseline", "must be another session");
            }
            checkMargin(margin);
            return new GateQuestion.Baseline(session, orElse(orElse(margin, set.margin()), GateQuestion.MARGIN));
        } catch (IllegalArgumentException e) {
            problem("baseline", "must be the id of a session");
            return null;
        }
    }

    /** A mean can't be worse by more than the range is wide. */
    private void checkMargin(@Nullable Double margin) {
        report.ranges().entrySet().stream()
                .filter(range -> margin != null
                        && margin >= range.getValue().max() - range.getValue().min())
                .findFirst()
                .ifPresent(range -> problem(
                        "margin",
                        "must be less than the range of " + range.getKey() + " is wide: no number of calls can prove"
                                + " more"));
    }

    private GateRule rule() {
        String name = sent.getOrDefault("rule", GateQuestion.rule(set).wireName());
        return GateRule.ofWireName(name).orElseGet(() -> {
            problem("rule", "must be evidence or mean");
            return GateRule.EVIDENCE;
        });
    }

    private GateFormat format() {
        String name = sent.getOrDefault("format", GateFormat.JSON.wireName());
        return GateFormat.ofWireName(name).orElseGet(() -> {
            problem("format", "must be json, text, markdown, junit or github");
            return GateFormat.JSON;
        });
    }

    private boolean strict() {
        String value = sent.getOrDefault("strict", "false");
        if (!Set.of("true", "false").contains(value)) {
            problem("strict", "must be true or false");
        }
        return value.equals("true");
    }

    private @Nullable Double number(String name, double least, double most) {
        String value = sent.get(name);
        if (value == null) {
            return null;
        }
        Double number = decimal(value);
        if (number == null || number < least || number > most) {
            problem(
                    name,
                    most == Double.MAX_VALUE
                            ? "must be a number, at least " + least
                            : "must be a number between " + least + " and " + most);
            return null;
        }
        return number;
    }

    private @Nullable Long whole(String name, long least, long most) {
        String value = sent.get(name);
        if (value == null) {
            return null;
        }
        if (!value.matches("[0-9]{1,9}") || Long.parseLong(value) < least || Long.parseLong(value) > most) {
            problem(name, "must be a whole number between " + least + " and " + most);
            return null;
        }
        return Long.valueOf(value);
    }

    private static @Nullable Double decimal(String text) {
        return text.matches("[+-]?([0-9]{1,15}(\\.[0-9]{0,20})?|\\.[0-9]{1,20})([eE][+-]?[0-9]{1,2})?")
                ? Double.valueOf(text)
                : null;
    }

    private static @Nullable Double orElse(@Nullable Double value, @Nullable Double otherwise) {
        return value == null ? otherwise : value;
    }

    private static double orElse(@Nullable Double value, double otherwise) {
        return value == null ? otherwise : value;
    }
}
