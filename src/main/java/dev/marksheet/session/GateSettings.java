package dev.marksheet.session;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a session's gate asks where a request says nothing else. Null stands for the gate's own default.
 *
 * @param criteria the threshold of each metric, in the metric's own range
 * @param baseline the session that this one must not be worse than, paired by item; null for none
 * @param margin how much worse it may be all the same, in the metric's own range, 0 or more
 * @param minCoverage the least part of scores that must have come out, from 0 to 1
 * @param alpha the most that a wrong verdict may be likely, 0.0001 to 0.5
 * @param rule {@code evidence} or {@code mean}
 */
public record GateSettings(
        Map<String, Double> criteria,
        @Nullable String baseline,
        @Nullable Double margin,
        @Nullable Double minCoverage,
        @Nullable Double alpha,
        @Nullable String rule) {

    public GateSettings {
        criteria = criteria == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(criteria));
    }
}
