package dev.marksheet.metric;

import dev.marksheet.judge.CallJudge;
import dev.marksheet.session.Score;
import dev.marksheet.session.ScoreRequest;
import dev.marksheet.statistics.MetricRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * All metrics by name. Immutable and safe for use by many threads at once; nothing here waits for a judge.
 */
@Component
public final class MetricCatalog {

    private final Map<String, Metric> metrics;
    private final List<String> names;
    private final List<String> defaults;
    private final MetricRun run;

    /**
     * @throws IllegalStateException if two metrics share a name
     * @throws MetricSettingException if a default metric is unknown or an own criterion takes another metric's name
     */
    @Autowired
    MetricCatalog(List<Metric> metrics, OwnCriteria own, MetricProperties properties) {
        this.metrics = byName(metrics, own.metrics());
        this.names = List.copyOf(this.metrics.keySet());
        this.defaults = defaults(properties.metrics());
        this.run = new MetricRun(properties.ragasCompatible());
    }

    /** A catalogue of {@code metrics} alone, all of them default metrics. */
    public static MetricCatalog of(List<Metric> metrics) {
        List<String> names = metrics.stream().map(m -> m.description().name()).toList();
        return new MetricCatalog(
                metrics, new OwnCriteria(new CriteriaProperties(List.of())), new MetricProperties(names, false));
    }

    /** What there is, in a fixed order: RAGAS's default metrics, those with a judge, those without. */
    public List<Description> descriptions() {
        return metrics.values().stream().map(Metric::description).toList();
    }

    /** The ranges of all metrics as they are described now, by name. */
    public Map<String, MetricRange> ranges() {
        Map<String, MetricRange> ranges = new LinkedHashMap<>();
        descriptions().forEach(d -> ranges.put(d.name(), new MetricRange(d.min(), d.max(), d.higherIsBetter())));
        return ranges;
    }

    /** The metrics of a call that names none, from {@code marksheet.metrics}. */
    public List<String> defaults() {
        return defaults;
    }

    /**
     * The catalogue's names of what a request names, each once, in the request's order; the defaults if it names none.
     *
     * @throws UnknownMetricsException if a name is neither a metric's nor an alias
     */
    public List<String> resolve(List<String> requested) {
        if (requested.isEmpty()) {
            return defaults;
        }
        LinkedHashSet<String> resolved = new LinkedHashSet<>();
        Map<Integer, String> unknown = new TreeMap<>();
        for (int i = 0; i < requested.size(); i++) {
            String name = RequestedName.parse(requested.get(i), names).name();
            if (metrics.containsKey(name)) {
                resolved.add(name);
            } else {
                unknown.put(i, requested.get(i));
            }
        }
        if (!unknown.isEmpty()) {
            throw new UnknownMetricsException(unknown, names);
        }
        return List.copyOf(resolved);
    }

    /**
     * The request's metrics and parameters in the catalogue's names. Modes written into a name, as in
     * {@code factual_correctness(mode=recall)}, become parameters; parameters given by name win over them. A ready-made
     * aspect of {@code aspect_critic} becomes the metric of its name.
     *
     * @throws UnknownMetricsException if a name is neither a metric's nor an alias
     */
    public Selection select(List<String> requested, Map<String, Map<String, Object>> parameters) {
        Map<String, Map<String, Object>> merged = new LinkedHashMap<>();
        for (String written : requested) {
            RequestedName name = RequestedName.parse(written, names);
            if (!name.parameters().isEmpty()) {
                merged.computeIfAbsent(name.name(), n -> new LinkedHashMap<>()).putAll(name.parameters());
            }
        }
        parameters.forEach((written, values) -> merged.computeIfAbsent(
                        RequestedName.parse(written, names).name(), n -> new LinkedHashMap<>())
                .putAll(values));
        // JSON's null means that the parameter was not given.
        merged.values().forEach(values -> values.values().removeIf(Objects::isNull));
        return withAspects(resolve(requested), merged);
    }

    /** One column can't hold scores of which some are good and others bad when high. */
    private static Selection withAspects(List<String> metrics, Map<String, Map<String, Object>> parameters) {
        Map<String, Object> given = parameters.getOrDefault(AspectCritic.NAME, Map.of());
        Optional<Aspect> aspect = Aspect.in(given);
        if (aspect.isEmpty() || !metrics.contains(AspectCritic.NAME)) {
            return new Selection(metrics, parameters);
        }
        String name = aspect.get().wireName();
        given.remove(Aspect.PARAMETER);
        parameters.remove(AspectCritic.NAME);
        if (!given.isEmpty()) {
            given.forEach(parameters.computeIfAbsent(name, n -> new LinkedHashMap<>())::putIfAbsent);
        }
        return new Selection(
                metrics.stream()
                        .map(metric -> metric.equals(AspectCritic.NAME) ? name : metric)
                        .distinct()
                        .toList(),
                parameters);
    }

    /** All that is wrong with a request's metrics and parameters; empty when nothing is. Never throws. */
    public List<Problem> check(List<String> requested, Map<String, Map<String, Object>> parameters) {
        return new SelectionCheck(metrics, names).problems(requested, parameters);
    }

    /**
     * Starts scoring and returns at once.
     *
     * @param request its metrics and parameters by their catalogue names, as {@link #select} gives them
     * @param panels the panel of a metric, by its name
     * @throws IllegalArgumentException if a name is not in the catalogue
     */
    public Scoring score(ScoreRequest request, Function<String, CallJudge> panels) {
        List<String> metrics = request.metrics();
        Map<String, CompletableFuture<Score>> running = new LinkedHashMap<>();
        for (String name : metrics) {
            Metric metric = this.metrics.get(name);
            if (metric == null) {
                throw new UnknownMetricsException(Map.of(metrics.indexOf(name), name), names);
            }
            Map<String, Object> own = request.metricParams().getOrDefault(name, Map.of());
            Call call = new Call(request.sample(), own, request.language());
            running.computeIfAbsent(name, n -> run.start(metric, call, panels));
        }
        return new Scoring(running, Reasons.in(request.language()));
    }

    /**
     * What the scores of these metrics depend on beside the judge: each metric's version, its parameters, and whether
     * RAGAS's numbers are given where there is nothing to measure.
     *
     * @param parameters by catalogue name
     */
    public Map<String, String> versions(List<String> metrics, Map<String, Map<String, Object>> parameters) {
        Map<String, String> versions = new LinkedHashMap<>();
        for (String name : metrics) {
            Metric metric = this.metrics.get(name);
            if (metric != null) {
                versions.put(name, MetricVersion.of(metric, parameters.getOrDefault(name, Map.of()), run));
            }
        }
        return versions;
    }

    private List<String> defaults(List<String> configured) {
        try {
            List<String> known = new ArrayList<>(configured);
            return known.isEmpty() ? List.of() : resolve(known);
        } catch (UnknownMetricsException e) {
            throw new MetricSettingException(
                    "marksheet.metrics",
                    "names unknown metrics: " + String.join(", ", e.unknown().values()),
                    "names out of these: " + String.join(", ", e.valid()));
        }
    }

    private static Map<String, Metric> byName(List<Metric> metrics, List<Metric> own) {
        Map<String, Metric> all = byName(metrics);
        for (int i = 0; i < own.size(); i++) {
            String name = own.get(i).description().name();
            if (all.putIfAbsent(name, own.get(i)) != null) {
                throw new MetricSettingException(
                        "marksheet.criteria[" + i + "].name",
                        "is '" + name + "', and another metric has that name",
                        "a name of its own; GET /api/metrics lists those in use");
            }
        }
        return all;
    }

    private static Map<String, Metric> byName(List<Metric> metrics) {
        List<Metric> sorted = new ArrayList<>(metrics);
        sorted.sort(Comparator.comparingInt(metric -> metric.description().order()));
        Map<String, Metric> byName = new LinkedHashMap<>();
        for (Metric metric : sorted) {
            String name = metric.description().name();
            if (byName.put(name, metric) != null) {
                throw new IllegalStateException("two metrics are named " + name);
            }
        }
        return byName;
    }
}
