package dev.marksheet.judge.llm.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.session.text.Language;
import dev.marksheet.threads.HandThreadFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An endpoint whose answers a test hands out: nothing is sent, no time passes, and nobody probes by himself. */
final class FakedEndpoint {

    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    final List<Duration> pauses = new ArrayList<>();
    final List<String> heard = new ArrayList<>();
    final Queue<Object> answers = new ArrayDeque<>();
    final HandThreadFactory probes = new HandThreadFactory();
    final List<Duration> probePauses = new ArrayList<>();
    final JudgeHealth health = new JudgeHealth(Clock.fixed(NOW, ZoneOffset.UTC), true);
    final RequestCost tally = new RequestCost("m", new Price(1, 2), Language.EN);
    final Endpoint endpoint;
    Runnable onPause = () -> {};
    Runnable onProbePause = () -> {};
    int sent;

    private final AtomicLong nanos = new AtomicLong();

    FakedEndpoint(int maxConcurrency, int maxAttempts) {
        JudgeProperties properties = properties(maxConcurrency, maxAttempts);
        endpoint = new Endpoint(
                properties,
                properties.judgeAccess(),
                new Backoff(this::pause, () -> 0),
                health,
                () -> nanos.addAndGet(TimeUnit.SECONDS.toNanos(10)),
                new OutageProbe(this::probePause, probes),
                listener());
    }

    static JudgeProperties properties(int maxConcurrency, int maxAttempts) {
        return new JudgeProperties(
                "http://host/v1",
                "key-0123456789",
                "",
                null,
                null,
                maxConcurrency,
                Duration.ofSeconds(60),
                maxAttempts,
                "auto",
                false,
                Thinking.Mode.OFF,
                "",
                new JudgeProperties.Embedding("", ""),
                Map.of());
    }

    private void pause(Duration pause) throws InterruptedException {
        pauses.add(pause);
        onPause.run();
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private void probePause(Duration pause) {
        probePauses.add(pause);
        onProbePause.run();
    }

    private RequestListener listener() {
        return new RequestListener() {
            @Override
            public void ended(String model, String outcome, long nanosTaken) {
                assertThat(nanosTaken).isBetween(0L, TimeUnit.MINUTES.toNanos(1));
                heard.add(model + " " + outcome);
            }

            @Override
            public void spent(String model, long inputTokens, long outputTokens, double cost) {
                heard.add(model + " " + inputTokens + " " + outputTokens + " " + cost);
            }
        };
    }

    static EndpointFault fault(EndpointFault.Kind kind) {
        return EndpointFault.of(kind, "fault.broken");
    }

    static EndpointFault status(int status) {
        return status(status, null);
    }

    static EndpointFault status(int status, @Nullable Duration retryAfter) {
        return EndpointFault.ofStatus(status, "{\"error\":{\"message\":\"no\"}}", retryAfter);
    }

    /** What comes of the next requests: a fault, what is answered, or what is found out then. */
    FakedEndpoint answers(Object... coming) {
        answers.addAll(List.of(coming));
        return this;
    }

    private Object exchange() {
        sent++;
        Object answer = answers.isEmpty() ? "answer " + sent : answers.remove();
        if (answer instanceof Error error) {
            throw error;
        }
        if (answer instanceof RuntimeException fault) {
            throw fault;
        }
        return answer instanceof Supplier<?> later ? later.get() : answer;
    }

    Object call() {
        return endpoint.call(this::exchange, tally);
    }

    Object callImpatiently() {
        return endpoint.impatient().call(this::exchange, tally);
    }
}
