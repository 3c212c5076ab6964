package dev.marksheet.metric;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Looks at a request's metrics and parameters before anything is accepted. */
final class SelectionCheck {

    /** -1 for names that differ by more letters than a slip of the hand does. */
    private static final LevenshteinDistance DISTANCE = new LevenshteinDistance(3);

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
        String meant = names.stream()
                .filter(known -> DISTANCE.apply(known, name.toLowerCase(Locale.ROOT)) >= 0)
                .min(Comparator.comparingInt(known -> DISTANCE.apply(known, name.toLowerCase(Locale.ROOT))))
                .map(known -> "; did you mean " + known + "?")
                .orElse("");
        String list = listed ? "" : "; valid: " + String.join(", ", names);
        listed = true;
        return "unknown metric " + written + meant + list;
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
