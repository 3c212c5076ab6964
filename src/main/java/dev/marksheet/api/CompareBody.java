package dev.marksheet.api;

import dev.marksheet.query.Comparison;
import dev.marksheet.session.SessionReport;
import dev.marksheet.statistics.Difference;
import dev.marksheet.statistics.MetricStat;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Comparisons over the wire: each run against the base. */
record CompareBody(String baseRunId, String baseSessionId, List<Against> runs) {

    /** Means that are nearer to each other than the last of these places differ by rounding alone. */
    private static final int PLACES = 9;

    /** A label that is not the same in both; null where one has none. */
    record LabelBody(@Nullable String base, @Nullable String run) {}

    /**
     * One run against the base.
     *
     * @param labelChanges the labels that differ, by their keys
     */
    record Against(
            String runId,
            String sessionId,
            @Nullable String name,
            Map<String, LabelBody> labelChanges,
            Map<String, MetricBody> metrics,
            Set<String> judgedDifferently,
            List<ChangedBody> changed) {}

    /**
     * One metric.
     *
     * @param pairs equal questions that were compared pair by pair; null when all scores were compared by their means
     * @param verdict {@code better}, {@code worse} or {@code undecided}
     * @param undecidedBecause {@code judged_differently}, {@code interval_contains_zero} or {@code no_interval} (too few
     *     scores); null when it is decided
     */
    record MetricBody(
            double baseMean,
            double mean,
            double difference,
            @Nullable Double low95,
            @Nullable Double high95,
            @Nullable Long pairs,
            String verdict,
            @Nullable String undecidedBecause) {}

    /** A question, or an item, whose score changed. */
    record ChangedBody(
            String metric, @Nullable String item, String baseJobId, String jobId, double baseScore, double score) {}

    static CompareBody of(SessionReport base, List<Comparison> comparisons) {
        return new CompareBody(
                base.run().value(),
                base.session().value(),
                comparisons.stream().map(CompareBody::against).toList());
    }

    private static Against against(Comparison comparison) {
        Map<String, MetricBody> metrics = new LinkedHashMap<>();
        comparison.metrics().forEach((name, compared) -> metrics.put(name, metric(compared)));
        Map<String, LabelBody> labels = new LinkedHashMap<>();
        comparison.labelChanges().forEach(label -> labels.put(label.key(), new LabelBody(label.base(), label.other())));
        return new Against(
                comparison.other().run().value(),
                comparison.other().session().value(),
                comparison.other().settings().name(),
                labels,
                metrics,
                comparison.judgedDifferently(),
                comparison.changed().stream()
                        .map(c -> new ChangedBody(
                                c.metric(),
                                c.item(),
                                c.baseJob().value(),
                                c.otherJob().value(),
                                c.base(),
                                c.other()))
                        .toList());
    }

    private static MetricBody metric(Comparison.Compared compared) {
        Difference difference = compared.difference();
        MetricStat.Interval interval = difference.interval();
        return new MetricBody(
                rounded(difference.base()),
                rounded(difference.other()),
                rounded(difference.value()),
                interval == null ? null : rounded(interval.low()),
                interval == null ? null : rounded(interval.high()),
                difference.paired() ? difference.baseCount() : null,
                compared.verdict().name().toLowerCase(Locale.ROOT),
                compared.undecided());
    }

    private static double rounded(double value) {
        return BigDecimal.valueOf(value)
                .setScale(PLACES, RoundingMode.HALF_EVEN)
                .doubleValue();
    }
}
