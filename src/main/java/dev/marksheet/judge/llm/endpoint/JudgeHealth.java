package dev.marksheet.judge.llm.endpoint;

import dev.marksheet.judge.JudgeException;
import dev.marksheet.session.text.Language;
import dev.marksheet.session.text.Wording;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the judge's endpoint can be used, as seen by the requests that were sent to it; it never asks by itself. While an
 * outage keeps the endpoint closed, no request is sent but one that probes. Safe for use by many threads at once.
 */
public final class JudgeHealth {

    private static final Logger log = LoggerFactory.getLogger(JudgeHealth.class);
    private static final String MISSING = "missing";
    private static final String SLOW = "timeout";

    /** How the endpoint fares. */
    public enum State {
        /** There is no endpoint; the embedded judge needs none. */
        NONE,
        /** There is no endpoint, and calls wait that were accepted while there was one. */
        MISSING,
        /** Nothing was asked of it yet. */
        UNTRIED,
        REACHABLE,
        UNREACHABLE,
        /** It answers, and refuses every request until somebody changes something. */
        REFUSING;

        /** The name in JSON and pages. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Clock clock;
    private final boolean hasEndpoint;
    private final @Nullable JudgeHealth embeddings;
    private final boolean onlyEmbeds;
    private final AtomicReference<@Nullable Outage> outage = new AtomicReference<>();
    private final List<Runnable> recoveries = new CopyOnWriteArrayList<>();
    private final List<Consumer<Outage>> closings = new CopyOnWriteArrayList<>();
    private volatile boolean tried;

    public JudgeHealth(Clock clock, boolean hasEndpoint) {
        this(clock, hasEndpoint, null, false);
    }

    private JudgeHealth(Clock clock, boolean hasEndpoint, @Nullable JudgeHealth embeddings, boolean onlyEmbeds) {
        this.clock = clock;
        this.hasEndpoint = hasEndpoint;
        this.embeddings = embeddings;
        this.onlyEmbeds = onlyEmbeds;
    }

    /** The judge's endpoint, or none, and beside it an endpoint for embeddings. */
    public static JudgeHealth withEmbeddingsApart(Clock clock, boolean hasEndpoint) {
        return new JudgeHealth(clock, hasEndpoint, new JudgeHealth(clock, true, null, true), false);
    }

    /** The health of the endpoint that embeds; this one, where that is the judge's. */
    public JudgeHealth ofEmbeddings() {
        return embeddings == null ? this : embeddings;
    }

    /** How the endpoint fares as far as is known; where there are two, the one that fares worse. */
    public State state() {
        Outage now = outage().orElse(null);
        if (now != null) {
            return now.state();
        }
        if (!hasEndpoint && embeddings != null) {
            return embeddings.state();
        }
        return !hasEndpoint ? State.NONE : tried ? State.REACHABLE : State.UNTRIED;
    }

    /**
     * A time without a usable answer.
     *
     * @param since when the first request of an unbroken row failed to get through
     * @param kind what kind of fault the latest one met: {@code unreachable}, {@code timeout}, {@code broken}, what
     *     {@link Blockage} names, or {@code missing}
     * @param faults what it met, for readers of each language and without a key in it
     * @param closed whether no requests are sent until a probe gets through
     * @param embeddings whether the endpoint is one that only embeds
     */
    public record Outage(Instant since, String kind, Map<Language, String> faults, boolean closed, boolean embeddings) {

        public Outage {
            faults = Map.copyOf(faults);
        }

        /** What the latest request met and what to change, for readers of a language. */
        public String said(Language language) {
            String key = (embeddings ? FaultMessages.EMBEDDING : "") + "outage." + kind;
            return Wording.of(JudgeException.FAULTS, language).text(key, String.valueOf(faults.get(language)));
        }

        State state() {
            return switch (kind) {
                case MISSING -> State.MISSING;
                case "unreachable", SLOW, "broken" -> State.UNREACHABLE;
                default -> State.REFUSING;
            };
        }
    }

    /** The outage that is going on, the judge's before that of embeddings; empty when all were reached last or never asked. */
    public Optional<Outage> outage() {
        return Optional.ofNullable(outage.get()).or(() -> embeddings == null ? Optional.empty() : embeddings.outage());
    }

    /** The outage that lets no request through to an endpoint; empty when they are sent. */
    public Optional<Outage> closed() {
        return ownClosed().or(() -> embeddings == null ? Optional.empty() : embeddings.closed());
    }

    /** The outage that lets no request through to the judge. */
    public Optional<Outage> ownClosed() {
        return Optional.ofNullable(outage.get()).filter(Outage::closed);
    }

    /** Whether nobody gets an answer; not when answers merely take too long. */
    public boolean away() {
        return outage().filter(now -> !now.kind().equals(SLOW)).isPresent();
    }

    /** Has something done, on any thread and soon, whenever an outage ends. */
    public void onRecovery(Runnable work) {
        recoveries.add(work);
        if (embeddings != null) {
            embeddings.onRecovery(work);
        }
    }

    /** Has something done, on any thread and soon, whenever an outage closes an endpoint. */
    public void onClosing(Consumer<Outage> work) {
        closings.add(work);
        if (embeddings != null) {
            embeddings.onClosing(work);
        }
    }

    /** The endpoint answered a request; this alone does not end an outage that keeps it closed. */
    void reached() {
        tried = true;
        Outage now = outage.get();
        if (now != null && !now.closed() && outage.compareAndSet(now, null)) {
            tellRecovery(now);
        }
    }

    /** A probe got through. */
    void recovered() {
        tried = true;
        Outage ended = outage.getAndSet(null);
        if (ended != null) {
            tellRecovery(ended);
        }
    }

    private void tellRecovery(Outage ended) {
        log.info(
                "The judge's endpoint answers again after {} s",
                Duration.between(ended.since(), clock.instant()).toSeconds());
        recoveries.forEach(Runnable::run);
    }

    /** A request did not get through; others are sent all the same. */
    void missed(EndpointFault fault, Function<Wording, String> said) {
        note(kind(fault), said, false);
    }

    /** No request will get through. */
    void close(EndpointFault fault, Function<Wording, String> said) {
        note(kind(fault), said, true);
    }

    /** There is no endpoint to ask a model of. */
    void missing(String model) {
        note(MISSING, words -> model, true);
    }

    private static String kind(EndpointFault fault) {
        Blockage blockage = fault.blockage();
        return blockage == null ? fault.kind().name().toLowerCase(Locale.ROOT) : blockage.key();
    }

    private void note(String kind, Function<Wording, String> said, boolean closed) {
        Instant now = clock.instant();
        Map<Language, String> faults = new EnumMap<>(Language.class);
        for (Language language : Language.values()) {
            faults.put(language, said.apply(Wording.of(JudgeException.FAULTS, language)));
        }
        Outage old = outage.getAndUpdate(before -> new Outage(
                before == null ? now : before.since(),
                kind,
                faults,
                closed || (before != null && before.closed()),
                onlyEmbeds));
        if (closed && (old == null || !old.closed())) {
            Outage begun = new Outage(now, kind, faults, true, onlyEmbeds);
            closings.forEach(work -> work.accept(begun));
        }
        if (old == null || !old.kind().equals(kind)) {
            log.warn(
                    "Calls wait for the judge's endpoint: {}",
                    new Outage(now, kind, faults, closed, onlyEmbeds).said(Language.EN));
        }
    }
}
