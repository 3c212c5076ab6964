package dev.marksheet.judge.llm.endpoint;

import dev.marksheet.judge.JudgeException;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends requests to the endpoint and sends them again where that may help. A place among the requests in flight is held
 * for one attempt only, never during a pause. A fault that every request would meet ends them all at once, until a probe
 * finds the endpoint in use again. Rate limits and a dead endpoint are retried until the calling thread is
 * interrupted; errors of the endpoint's own and answers that take too long count against the attempts: what took too long
 * once will again, and each time it is paid for. Safe for use by many threads at once.
 */
public final class Endpoint implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Endpoint.class);

    private final FaultMessages messages;
    private final int maxAttempts;
    private final boolean patient;
    private final ConcurrencyLimit limit;
    private final Backoff pauses;
    private final JudgeHealth health;
    private final OutageProbe probe;
    private final RequestListener listener;
    /** The request that met the outage last: the endpoint is back once it gets through. */
    private volatile Supplier<?> blocked = () -> null;

    private Endpoint(Endpoint other, boolean patient) {
        this.messages = other.messages;
        this.maxAttempts = patient ? other.maxAttempts : 1;
        this.patient = patient;
        this.limit = other.limit;
        this.pauses = other.pauses;
        this.health = other.health;
        this.probe = other.probe;
        this.listener = other.listener;
    }

    /** @param listener told of every request */
    public Endpoint(
            JudgeProperties properties, Access access, Backoff pauses, JudgeHealth health, RequestListener listener) {
        this(properties, access, pauses, health, System::nanoTime, new OutageProbe(pauses.sleeper()), listener);
    }

    /**
     * @param nanoTime a clock that never goes back
     * @param listener told of every request
     */
    public Endpoint(
            JudgeProperties properties,
            Access access,
            Backoff pauses,
            JudgeHealth health,
            LongSupplier nanoTime,
            OutageProbe probe,
            RequestListener listener) {
        this.messages = new FaultMessages(properties, access);
        this.maxAttempts = properties.maxAttempts();
        this.patient = true;
        this.limit = new ConcurrencyLimit(properties.maxConcurrency(), nanoTime);
        this.pauses = pauses;
        this.health = health;
        this.probe = probe;
        this.listener = listener;
    }

    /** The same endpoint, but every fault is final: for a probe that must answer soon. */
    public Endpoint impatient() {
        return new Endpoint(this, false);
    }

    public FaultMessages messages() {
        return messages;
    }

    ConcurrencyLimit limit() {
        return limit;
    }

    /** How many requests are under way now. */
    public int inFlight() {
        return limit.inFlight();
    }

    /** How many requests may be under way now. */
    public int allowed() {
        return limit.allowed();
    }

    /** Notes what an answer took. */
    public void spent(long inputTokens, long outputTokens, RequestCost tally) {
        double cost = tally.tokens(inputTokens, outputTokens);
        listener.spent(tally.model(), inputTokens, outputTokens, cost);
    }

    public int maxAttempts() {
        return maxAttempts;
    }

    /**
     * Runs {@code exchange} until it succeeds.
     *
     * @throws EndpointFault of kind FINAL or REFUSAL, when sending the same again can't help
     * @throws JudgeException in an outage, when the attempts are used up or the thread is interrupted
     */
    public <T> T call(Supplier<T> exchange, RequestCost tally) {
        Tries tries = new Tries();
        while (true) {
            EndpointFault fault;
            try {
                return attempt(exchange, tally);
            } catch (EndpointFault e) {
                fault = e;
            }
            if (fault.kind() == EndpointFault.Kind.FINAL || fault.kind() == EndpointFault.Kind.REFUSAL) {
                throw fault;
            }
            if (!patient && fault.kind() == EndpointFault.Kind.BLOCKED) {
                throw fault;
            }
            prepareNext(fault, exchange, tries, tally);
        }
    }

    private <T> T attempt(Supplier<T> exchange, RequestCost tally) {
        requireOpen(tally);
        try (ConcurrencyLimit.Permit permit = limit.acquire()) {
            requireOpen(tally);
            return attempt(exchange, tally, permit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw EndpointFault.of(EndpointFault.Kind.INTERRUPTED, "fault.interrupted");
        }
    }

    private void requireOpen(RequestCost tally) {
        if (patient) {
            health.ownClosed().ifPresent(outage -> {
                throw outage(outage, tally);
            });
        }
    }

    private JudgeException outage(JudgeHealth.Outage outage, RequestCost tally) {
        return tally.outage(messages.outage(outage.said(tally.language()), tally.faults()));
    }

    private <T> T attempt(Supplier<T> exchange, RequestCost tally, ConcurrencyLimit.Permit permit) {
        tally.request();
        long start = System.nanoTime();
        try {
            T result = exchange.get();
            listener.ended(tally.model(), "ok", System.nanoTime() - start);
            permit.succeeded();
            health.reached();
            return result;
        } catch (RuntimeException e) {
            EndpointFault fault = ForeignFailure.in(e);
            if (fault == null) {
                log.error("The judge could not be asked because of a defect in this service.", e);
                throw tally.failure(tally.faults().text("fault.ours"), false);
            }
            log.debug("A request to the judge's endpoint failed.", e);
            listener.ended(tally.model(), fault.kind().name().toLowerCase(Locale.ROOT), System.nanoTime() - start);
            noteAnswer(fault, permit);
            throw fault;
        }
    }

    private void noteAnswer(EndpointFault fault, ConcurrencyLimit.Permit permit) {
        if (fault.statusCode() == 429 && fault.kind() == EndpointFault.Kind.BUSY) {
            permit.wasTooMuch();
        }
        boolean answer = fault.statusCode() > 0 || fault.kind() == EndpointFault.Kind.SERVER_ERROR;
        if (answer && fault.kind() != EndpointFault.Kind.BLOCKED) {
            health.reached();
        }
    }

    private void prepareNext(EndpointFault fault, Supplier<?> exchange, Tries tries, RequestCost tally) {
        if (fault.kind() == EndpointFault.Kind.INTERRUPTED
                || Thread.currentThread().isInterrupted()) {
            Thread.currentThread().interrupt();
            throw tally.failure(messages.stopped(tries.latest, tally.faults()), true);
        }
        if (patient && concernsAll(fault)) {
            throw close(fault, exchange, tally);
        }
        tries.latest = fault;
        boolean atOnce = fault.kind() == EndpointFault.Kind.BROKEN && !tries.repeatedAtOnce;
        if (atOnce) {
            tries.repeatedAtOnce = true;
            return;
        }
        noteOutage(fault);
        if (counts(fault.kind()) && ++tries.counted >= maxAttempts) {
            throw tally.failure(messages.usedUp(fault, tries.counted, tally.faults()), true);
        }
        pause(fault, tries, tally);
    }

    private static boolean concernsAll(EndpointFault fault) {
        return fault.kind() == EndpointFault.Kind.BLOCKED || fault.kind() == EndpointFault.Kind.UNREACHABLE;
    }

    /** Sends nothing more until this request gets through. */
    private JudgeException close(EndpointFault fault, Supplier<?> exchange, RequestCost tally) {
        blocked = exchange;
        health.close(fault, words -> messages.inShort(fault, words));
        startProbe();
        return health.ownClosed()
                .map(outage -> outage(outage, tally))
                .orElseGet(() -> tally.outage(messages.inShort(fault, tally.faults())));
    }

    private void startProbe() {
        try {
            probe.start(this::probe, () -> health.ownClosed().isPresent());
        } catch (Error e) {
            // No thread for it, and nobody else would ever open the endpoint again.
            health.recovered();
            throw e;
        }
    }

    private void probe() {
        try {
            blocked.get();
            health.recovered();
        } catch (RuntimeException e) {
            EndpointFault fault = ForeignFailure.in(e);
            if (fault != null && concernsAll(fault)) {
                health.close(fault, words -> messages.inShort(fault, words));
            } else if (fault == null || fault.kind() != EndpointFault.Kind.INTERRUPTED) {
                health.recovered();
            }
        }
    }

    private boolean counts(EndpointFault.Kind kind) {
        return kind == EndpointFault.Kind.SERVER_ERROR || kind == EndpointFault.Kind.TIMEOUT || !patient;
    }

    private void noteOutage(EndpointFault fault) {
        switch (fault.kind()) {
            case UNREACHABLE, TIMEOUT, BROKEN -> {
                health.missed(fault, words -> messages.inShort(fault, words));
            }
            default -> {}
        }
    }

    private void pause(EndpointFault fault, Tries tries, RequestCost tally) {
        try {
            pauses.pause(tries.pauses++, fault.retryAfter());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw tally.failure(messages.stopped(fault, tally.faults()), true);
        }
    }

    /** There is no endpoint to ask a model of, and somebody would. */
    public void missing(String model) {
        health.missing(model);
    }

    @Override
    public void close() {
        probe.close();
    }

    /** How one request has fared so far. */
    private static final class Tries {
        private int counted;
        private int pauses;
        private boolean repeatedAtOnce;
        private EndpointFault latest = EndpointFault.of(EndpointFault.Kind.INTERRUPTED, "fault.interrupted");
    }
}
