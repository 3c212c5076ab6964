package dev.marksheet.monitor;

import dev.marksheet.job.record.CallListener;
import dev.marksheet.metric.MetricCatalog;
import dev.marksheet.session.JobStatus;
import dev.marksheet.session.Row;
import dev.marksheet.session.Score;
import dev.marksheet.statistics.MetricRange;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.springframework.stereotype.Component;

/**
 * Counts the calls that end here and their scores. No meter names a session: there is no end of those. Safe for use by
 * many threads at once.
 */
@Component
final class CallMeters implements CallListener {

    private static final double[] TENTHS = DoubleStream.iterate(1, tenth -> tenth <= 10, tenth -> tenth + 1)
            .map(tenth -> tenth / 10)
            .toArray();

    private static final Duration[] STEPS = {
        Duration.ofMillis(10),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofMinutes(1),
        Duration.ofMinutes(5),
        Duration.ofMinutes(10)
    };

    private final MeterRegistry registry;
    private final Map<String, MetricRange> ranges;
    private final Timer seconds;

    CallMeters(MeterRegistry registry, MetricCatalog catalog) {
        this.registry = registry;
        this.ranges = catalog.ranges();
        this.seconds = Timer.builder("marksheet.call")
                .description("How long scoring a call took")
                .serviceLevelObjectives(STEPS)
                .register(registry);
        for (JobStatus status : JobStatus.values()) {
            if (status.isFinal()) {
                calls(status);
            }
        }
    }

    private Counter calls(JobStatus status) {
        return Counter.builder("marksheet.calls")
                .description("Calls that have ended")
                .tag("status", status.wireName())
                .register(registry);
    }

    @Override
    public void ended(List<Row> rows) {
        for (Row row : rows) {
            calls(row.result().status()).increment();
            seconds.record(Duration.ofMillis(Math.max(0, row.result().latencyMs())));
            row.result().scores().forEach(this::count);
        }
    }

    @Override
    public void cancelled(int calls) {
        calls(JobStatus.CANCELLED).increment(calls);
    }

    private void count(String metric, Score score) {
        String name = ranges.containsKey(metric) ? metric : Models.OTHER;
        Counter.builder("marksheet.outcomes")
                .description("What became of metrics on calls")
                .tag("metric", name)
                .tag("outcome", score.outcome())
                .register(registry)
                .increment();
        if (score instanceof Score.Scored scored) {
            DistributionSummary.builder("marksheet.score")
                    .description("Scores from 0 to 1; those of metrics with another range are scaled")
                    .tag("metric", name)
                    .serviceLevelObjectives(TENTHS)
                    .register(registry)
                    .record(unit(scored.value(), ranges.getOrDefault(metric, MetricRange.UNIT)));
        }
    }

    /** A cosine stays what it is, but for those below 0; other ranges are scaled to 0 to 1. */
    static double unit(double value, MetricRange range) {
        double shown =
                range.max() == 1 && range.min() <= 0 ? value : (value - range.min()) / (range.max() - range.min());
        return Math.min(1, Math.max(0, shown));
    }
}
