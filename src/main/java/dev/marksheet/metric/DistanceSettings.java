package dev.marksheet.metric;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The parameters of metrics that compare letter by letter.
 *
 * @param threshold from which similarity on two texts count as the same
 */
record DistanceSettings(TextDistance distance, double threshold) {

    private static final double DEFAULT_THRESHOLD = 0.5;

    private static final List<String> NAMES =
            Arrays.stream(TextDistance.values()).map(TextDistance::wireName).toList();

    static DistanceSettings read(String metric, Map<String, Object> values, boolean withThreshold) {
        Parameters parameters = new Parameters(metric, values);
        String name = parameters.choice("distance_measure", NAMES.get(0), NAMES);
        double threshold = withThreshold ? parameters.number("threshold", DEFAULT_THRESHOLD, 0, 1) : 1;
        parameters.end();
        return new DistanceSettings(TextDistance.valueOf(name.toUpperCase(Locale.ROOT)), threshold);
    }

    /** The similarity of {@code text} to the most similar of {@code others}, of which there must be one. */
    double best(String text, List<String> others) {
        return others.stream()
                .peek(other -> Effort.goOn())
                .mapToDouble(other -> distance.similarity(text, other))
                .max()
                .orElseThrow();
    }
}
