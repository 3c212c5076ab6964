package dev.marksheet.api;

import dev.marksheet.metric.MetricCatalog;
import dev.marksheet.session.MetricRange;
import dev.marksheet.session.MetricStat;
import dev.marksheet.session.SessionReport;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A session over the wire, without its jobs. */
record SessionBody(
        String sessionId,
        String runId,
        long callCount,
        Map<String, Long> statusCounts,
        Map<String, @Nullable Double> metricMeans,
        Map<String, MetricStatBody> metricStats,
        Instant createdAt,
        @Nullable Instant latestFinishedAt,
        Set<String> judgeModels,
        Set<String> embeddingModels,
        String sessionUrl,
        String reportUrl) {

    /** Figures of one metric; those that need more scores than there are are null. */
    record MetricStatBody(
            @Nullable Double mean,
            @Nullable Double low95,
            @Nullable Double high95,
            @Nullable Double standardDeviation,
            @Nullable Double min,
            @Nullable Double max,
            long scored,
            long failed,
            long skipped,
            @Nullable Double meanIfFailedWorst,
            @Nullable Double meanIfFailedBest) {}

    static SessionBody of(SessionReport report, MetricCatalog catalog) {
        Map<String, @Nullable Double> means = new LinkedHashMap<>();
        Map<String, MetricStatBody> stats = new LinkedHashMap<>();
        Map<String, MetricRange> ranges = ranges(catalog);
        report.metrics().forEach((metric, stat) -> {
            means.put(metric, stat.scored() == 0 ? null : rounded(stat.mean()));
            stats.put(metric, stat(stat, ranges.getOrDefault(metric, MetricRange.UNIT)));
        });
        return new SessionBody(
                report.session().value(),
                report.run().value(),
                report.counts().total(),
                counts(report.counts()),
                means,
                stats,
                report.createdAt(),
                report.latestFinishedAt(),
                report.judgeModels(),
                report.embeddingModels(),
                Links.session(report.session()),
                Links.report(report.run()));
    }

    private static Map<String, MetricRange> ranges(MetricCatalog catalog) {
        Map<String, MetricRange> ranges = new LinkedHashMap<>();
        catalog.descriptions()
                .forEach(d -> ranges.put(d.name(), new MetricRange(d.min(), d.max(), d.higherIsBetter())));
        return ranges;
    }

    static Map<String, Long> counts(SessionReport.Counts counts) {
        Map<String, Long> byStatus = new LinkedHashMap<>();
        byStatus.put("queued", counts.queued());
        byStatus.put("running", counts.running());
        byStatus.put("completed", counts.completed());
        byStatus.put("failed", counts.failed());
        return byStatus;
    }

    private static MetricStatBody stat(MetricStat stat, MetricRange range) {
        MetricStat.Interval interval = stat.interval(range.min(), range.max());
        boolean any = stat.scored() > 0;
        return new MetricStatBody(
                any ? rounded(stat.mean()) : null,
                interval == null ? null : rounded(interval.low()),
                interval == null ? null : rounded(interval.high()),
                rounded(stat.standardDeviation()),
                any ? stat.min() : null,
                any ? stat.max() : null,
                stat.scored(),
                stat.failed(),
                stat.skipped(),
                rounded(stat.meanIfFailedScored(range.worst())),
                rounded(stat.meanIfFailedScored(range.best())));
    }

    private static @Nullable Double rounded(@Nullable Double value) {
        return value == null
                ? null
                : BigDecimal.valueOf(value).setScale(4, RoundingMode.HALF_EVEN).doubleValue();
    }
}
