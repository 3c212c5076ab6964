package dev.marksheet.monitor;

import dev.marksheet.judge.llm.endpoint.RequestListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Counts what is sent to models and what it costs. Safe for use by many threads at once. */
@Component
final class RequestMeters implements RequestListener {

    private static final Duration[] STEPS = {
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofSeconds(60)
    };

    private final MeterRegistry registry;
    private final Models models = new Models();

    RequestMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void ended(String model, String outcome, long nanos) {
        String label = models.label(model);
        Counter.builder("marksheet.judge.requests")
                .description("Requests to models, retries included")
                .tag("model", label)
                .tag("outcome", outcome)
                .register(registry)
                .increment();
        Timer.builder("marksheet.judge.request")
                .description("How long requests to models took")
                .tag("model", label)
                .serviceLevelObjectives(STEPS)
                .register(registry)
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void spent(String model, long inputTokens, long outputTokens, double cost) {
        String label = models.label(model);
        tokens(label, "input", inputTokens);
        tokens(label, "output", outputTokens);
        Counter.builder("marksheet.cost")
                .description("What models have cost, in the currency of the configured prices")
                .tag("model", label)
                .register(registry)
                .increment(cost);
    }

    private void tokens(String label, String kind, long tokens) {
        Counter.builder("marksheet.tokens")
                .description("Tokens that models have read and written")
                .tag("model", label)
                .tag("kind", kind)
                .register(registry)
                .increment(tokens);
    }
}
