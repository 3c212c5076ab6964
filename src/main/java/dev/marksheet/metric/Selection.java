package dev.marksheet.metric;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a request asks for, in the catalogue's own names.
 *
 * @param metrics catalogue names in requested order, each once
 * @param parameters parameters by catalogue name, with the modes that stood in the requested names
 */
public record Selection(List<String> metrics, Map<String, Map<String, Object>> parameters) {

    public Selection {
        metrics = List.copyOf(metrics);
        Map<String, Map<String, Object>> copy = new LinkedHashMap<>();
        parameters.forEach((metric, values) -> copy.put(metric, Map.copyOf(values)));
        parameters = Collections.unmodifiableMap(copy);
    }
}
