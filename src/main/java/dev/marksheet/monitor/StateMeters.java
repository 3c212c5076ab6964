package dev.marksheet.monitor;

import dev.marksheet.gate.GateVerdict;
import dev.marksheet.judge.llm.endpoint.Endpoint;
import dev.marksheet.judge.llm.endpoint.Endpoints;
import dev.marksheet.session.JobStatus;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Locale;

/** Shows how things stand, asked anew at every scrape. */
final class StateMeters implements MeterBinder {

    private final Snapshot snapshot;
    private final Endpoints endpoints;

    StateMeters(Snapshot snapshot, Endpoints endpoints) {
        this.snapshot = snapshot;
        this.endpoints = endpoints;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (JobStatus status : JobStatus.values()) {
            if (!status.isFinal()) {
                Gauge.builder(
                                "marksheet.queue.calls",
                                snapshot,
                                now -> now.figure(all -> all.calls().of(status)))
                        .description("Open calls of all sessions and nodes")
                        .tag("state", status.wireName())
                        .register(registry);
            }
        }
        gates(registry);
        database(registry);
        places(registry, "judge", endpoints.judge());
        if (endpoints.embeddings() != endpoints.judge()) {
            places(registry, "embedding", endpoints.embeddings());
        }
    }

    private void gates(MeterRegistry registry) {
        for (GateVerdict verdict : GateVerdict.values()) {
            Gauge.builder(
                            "marksheet.gates",
                            snapshot,
                            now -> now.figure(all -> all.gates().getOrDefault(verdict, 0)))
                    .description("Gates of the latest 100 sessions that have one, by what they say")
                    .tag("verdict", verdict.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
    }

    private void database(MeterRegistry registry) {
        Gauge.builder(
                        "marksheet.database",
                        snapshot,
                        now -> now.figure(figures -> {
                            figures.exams().keySet().stream()
                                    .limit(Models.MOST)
                                    .forEach(model -> exam(registry, model));
                            return figures.bytes();
                        }))
                .description("Size of the database")
                .baseUnit("bytes")
                .register(registry);
    }

    /** Registered again at every scrape, which changes nothing; a judge's first exam is seen one scrape later. */
    private void exam(MeterRegistry registry, String model) {
        Gauge.builder(
                        "marksheet.exam.balanced.accuracy",
                        snapshot,
                        now -> now.figure(all -> all.exams().getOrDefault(model, Double.NaN)))
                .description("How the judge did in its latest completed exam, from 0 to 1")
                .tag("model", model)
                .register(registry);
    }

    private static void places(MeterRegistry registry, String who, Endpoint endpoint) {
        Gauge.builder("marksheet." + who + ".in.flight", endpoint, Endpoint::inFlight)
                .description("Requests to the endpoint that are under way")
                .register(registry);
        Gauge.builder("marksheet." + who + ".limit", endpoint, Endpoint::allowed)
                .description("Requests that may be under way, as the endpoint lets us")
                .register(registry);
    }
}
