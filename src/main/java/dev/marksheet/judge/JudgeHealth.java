package dev.marksheet.judge;

import dev.marksheet.session.Language;
import dev.marksheet.session.Wording;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Whether the judge's endpoint can be reached, as seen by the requests that were sent to it; it never asks by itself.
 * An endpoint that answers at all, be it with an error, is reachable. Safe for use by many threads at once.
 */
public final class JudgeHealth {

    /** How the endpoint fares. */
    public enum State {
        /** There is no endpoint; the embedded judge needs none. */
        NONE,
        /** Nothing was asked of it yet. */
        UNTRIED,
        REACHABLE,
        UNREACHABLE;

        /** The name in JSON and pages. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Clock clock;
    private final boolean hasEndpoint;
    private final AtomicReference<@Nullable Outage> outage = new AtomicReference<>();
    private volatile boolean tried;

    JudgeHealth(Clock clock, boolean hasEndpoint) {
        this.clock = clock;
        this.hasEndpoint = hasEndpoint;
    }

    /** How the endpoint fares as far as is known. */
    public State state() {
        if (!hasEndpoint) {
            return State.NONE;
        }
        return outage.get() != null ? State.UNREACHABLE : tried ? State.REACHABLE : State.UNTRIED;
    }

    /**
     * A time without an answer.
     *
     * @param since when the first request of an unbroken row failed to get through
     * @param kind what kind of fault the latest one met: {@code unreachable}, {@code timeout} or {@code broken}
     * @param fault what it met, as it came
     */
    public record Outage(Instant since, String kind, String fault) {

        /** What the latest request met, for readers of a language. */
        public String said(Language language) {
            return Wording.of(Tally.FAULTS, language).text("outage." + kind, fault);
        }
    }

    /** The outage that is going on; empty when the endpoint was reached last or never asked. */
    public Optional<Outage> outage() {
        return Optional.ofNullable(outage.get());
    }

    void reached() {
        tried = true;
        if (outage.get() != null) {
            outage.set(null);
        }
    }

    void missed(EndpointFault fault) {
        String kind = fault.kind().name().toLowerCase(Locale.ROOT);
        Instant now = clock.instant();
        outage.updateAndGet(old -> new Outage(old == null ? now : old.since(), kind, fault.body()));
    }
}
