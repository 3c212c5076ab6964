package dev.marksheet.metric;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** The metrics as the service makes them. */
public final class MetricBeans {

    public static final List<String> DEFAULTS = List.of(
            "faithfulness",
            "answer_relevancy",
            "context_precision",
            "context_recall",
            "answer_correctness",
            "answer_similarity");

    /** Metrics keep nothing of a call, so that one context of each kind does for all tests. */
    private static final Map<MetricProperties, AnnotationConfigApplicationContext> CONTEXTS = new ConcurrentHashMap<>();

    private MetricBeans() {}

    /** The catalogue as it is without any setting. */
    public static MetricCatalog standard() {
        return catalog(new MetricProperties(DEFAULTS, false));
    }

    static MetricCatalog catalog(MetricProperties properties) {
        return CONTEXTS.computeIfAbsent(properties, MetricBeans::context).getBean(MetricCatalog.class);
    }

    static List<Metric> all(boolean ragasCompatible) {
        return List.copyOf(
                CONTEXTS.computeIfAbsent(new MetricProperties(DEFAULTS, ragasCompatible), MetricBeans::context)
                        .getBeansOfType(Metric.class)
                        .values());
    }

    private static AnnotationConfigApplicationContext context(MetricProperties properties) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.registerBean(MetricProperties.class, () -> properties);
        context.registerBean(ContextProperties.class, () -> new ContextProperties(false));
        context.registerBean(FaithfulnessProperties.class, () -> new FaithfulnessProperties(Faithfulness.TWO_STEPS));
        context.registerBean(CriteriaProperties.class, () -> new CriteriaProperties(List.of()));
        context.scan("dev.marksheet.metric");
        context.refresh();
        return context;
    }
}
