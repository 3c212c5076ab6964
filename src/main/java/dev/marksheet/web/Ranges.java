package dev.marksheet.web;

import dev.marksheet.metric.MetricCatalog;
import dev.marksheet.session.MetricRange;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The ranges of all metrics. Immutable. */
@Component
class Ranges {

    private final Map<String, MetricRange> byName;

    Ranges(MetricCatalog catalog) {
        byName = catalog.descriptions().stream()
                .collect(Collectors.toUnmodifiableMap(
                        d -> d.name(), d -> new MetricRange(d.min(), d.max(), d.higherIsBetter())));
    }

    /** The range of a metric; 0 to 1 for one that is in the reports but no longer in the catalogue. */
    MetricRange of(String metric) {
        return byName.getOrDefault(metric, MetricRange.UNIT);
    }
}
