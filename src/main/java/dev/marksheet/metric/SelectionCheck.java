package dev.marksheet.metric;

import dev.marksheet.session.text.NearName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Looks at a request's metrics and parameters before anything is accepted. */
final class SelectionCheck {

    private final Map<String, Metric> metrics;
    private final List<String> names;
    private final List<Problem> problems = new ArrayList<>();
    private boolean listed;

    SelectionCheck(Map<String, Metric> metrics, List<String> names) {
        this.metrics = metrics;
        this.names = names;
    }

    List<Problem> problems(List<String> requested, Map<String, Map<String, Object>> parameters) {
        Map<String, RequestedName> seen = new HashMap<>();
        for (int i = 0; i < requested.size(); i++) {
            checkName("metrics[" + i + "]", requested.get(i), seen);
        }
        parameters.forEach((written, values) -> checkParameters("metric_params." + written, written, values));
        return List.copyOf(problems);
    }

    private void checkName(String field, String written, Map<String, RequestedName> seen) {
        RequestedName requested = RequestedName.parse(written, names);
        checkParameters(field, written, requested.parameters());
        RequestedName earlier = seen.putIfAbsent(requested.name(), requested);
        if (earlier != null && !Objects.equals(earlier.parameters(), requested.parameters())) {
            problems.add(new Problem(field, requested.name() + " is asked for twice with different parameters"));
        }
    }

    /** The list of names once, however many are unknown. */
    private String unknown(String written) {
        String name = RequestedName.parse(written, names).name();
        String list = listed ? "" : "; valid: " + String.join(", ", names);
        listed = true;
        return "unknown metric " + written + NearName.question(name, names) + list;
    }

    private void checkParameters(String field, String written, Map<String, Object> values) {
        Metric metric = metrics.get(RequestedName.parse(written, names).name());
        if (metric == null) {
            problems.add(new Problem(field, unknown(written)));
            return;
        }
        try {
            metric.check(values);
        } catch (MetricParameterException e) {
            boolean ofMap = field.startsWith("metric_params.");
            problems.add(new Problem(ofMap ? field + "." + e.parameter() : field, String.valueOf(e.getMessage())));
        }
    }
}
