package dev.marksheet.api;

import dev.marksheet.metric.Description;
import dev.marksheet.metric.MetricCatalog;
import dev.marksheet.metric.Need;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows the catalogue. */
@RestController
class MetricController {

    private final MetricCatalog catalog;

    MetricController(MetricCatalog catalog) {
        this.catalog = catalog;
    }

    record MetricBody(
            String name,
            List<String> needs,
            List<Double> range,
            boolean higherIsBetter,
            String judgeCalls,
            String description,
            boolean isDefault) {}

    @GetMapping("/api/metrics")
    Map<String, List<MetricBody>> metrics() {
        return Map.of("metrics", catalog.descriptions().stream().map(this::body).toList());
    }

    private MetricBody body(Description d) {
        return new MetricBody(
                d.name(),
                d.needs().stream().map(Need::wireName).toList(),
                List.of(d.min(), d.max()),
                d.higherIsBetter(),
                d.judgeCalls(),
                d.summary(),
                catalog.defaults().contains(d.name()));
    }
}
