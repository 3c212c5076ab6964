package dev.marksheet.webhook;

import dev.marksheet.gate.GateResult;
import dev.marksheet.gate.GateVerdict;
import dev.marksheet.gate.live.Gates;
import dev.marksheet.job.record.CallListener;
import dev.marksheet.query.SessionQueries;
import dev.marksheet.session.Row;
import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionReport;
import dev.marksheet.store.DueGates;
import dev.marksheet.store.Outbox;
import dev.marksheet.threads.Workers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Looks at the gates of sessions whose calls have ended, where somebody wants to be told of them; however many end while one
 * look goes on, there is one more. That a look is due stands in the database since the transaction that ended the calls: once
 * a second those are looked at that another process has left behind, or that changed in another way, as by settings. Safe for
 * use by many threads at once.
 */
@Component
final class GateTurns implements CallListener, SmartLifecycle {

    /** Started before calls end and stopped after, but before what sends the messages. */
    static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 4500;

    private static final Duration LEFT_BEHIND = Duration.ofSeconds(1);
    private static final Duration AFTER_A_FAULT = Duration.ofMinutes(1);
    private static final int AT_ONCE = 100;
    private static final Logger LOG = LoggerFactory.getLogger(GateTurns.class);

    private final Outbox outbox;
    private final DueGates due;
    private final Function<SessionReport, Optional<GateResult>> standing;
    private final SessionQueries sessions;
    private final Clock clock;
    private final Set<RunId> waiting = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService thread;
    private volatile boolean running;

    @Autowired
    GateTurns(Outbox outbox, DueGates due, ObjectProvider<Gates> gates, SessionQueries sessions, Clock clock) {
        this(outbox, due, report -> gates.getObject().standing(report), sessions, clock, Workers.timer("gate-turns"));
    }

    /** @param standing what a session's gate says */
    GateTurns(
            Outbox outbox,
            DueGates due,
            Function<SessionReport, Optional<GateResult>> standing,
            SessionQueries sessions,
            Clock clock,
            ScheduledExecutorService thread) {
        this.outbox = outbox;
        this.due = due;
        this.standing = standing;
        this.sessions = sessions;
        this.clock = clock;
        this.thread = thread;
    }

    @Override
    public void ended(List<Row> rows) {
        if (outbox.isGateWanted()) {
            rows.stream().map(Row::run).distinct().filter(waiting::add).forEach(this::later);
        }
    }

    private void later(RunId run) {
        try {
            thread.execute(() -> {
                waiting.remove(run);
                look(run);
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("The service stops; the gate of {} is looked at when one starts", run.value());
        } catch (Error e) {
            // There is no thread; the next call that ends must not take the run for one that waits.
            waiting.remove(run);
            throw e;
        }
    }

    private void lookAtThoseLeftBehind() {
        try {
            due.since(clock.instant().minus(LEFT_BEHIND), AT_ONCE).forEach(this::look);
        } catch (DataAccessException | TransactionException e) {
            LOG.debug("Gates that are due can't be read", e);
        } catch (RuntimeException | Error e) {
            // What is thrown here would be the last look of this process.
            LOG.warn("Gates that are due are looked for again in a second", e);
        }
    }

    private void look(RunId run) {
        try {
            Optional<SessionReport> report = sessions.find(run);
            if (report.isPresent()) {
                tell(report.get(), standing.apply(report.get()));
            }
        } catch (DataAccessException | TransactionException | ExecutionException e) {
            LOG.debug("The gate of {} is looked at again in a second", run.value(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("The gate of {} is looked at again in a minute ({})", run.value(), e.getMessage());
            due.putOff(run, clock.instant().plus(AFTER_A_FAULT));
        }
    }

    private void tell(SessionReport report, Optional<GateResult> result)
            throws ExecutionException, InterruptedException {
        GateVerdict verdict = result.map(GateResult::verdict).orElse(GateVerdict.UNDECIDED);
        String event = switch (verdict) {
            case PASS -> Outbox.GATE_PASSED;
            case FAIL -> Outbox.GATE_FAILED;
            case UNDECIDED -> null;
        };
        if (result.isPresent()) {
            Map<String, ?> data = event == null ? Map.of() : GateNews.of(result.get());
            due.looked(report.run(), report.version(), event, data).get();
        }
    }

    @Override
    public void start() {
        running = true;
        if (outbox.isGateWanted()) {
            long millis = LEFT_BEHIND.toMillis();
            thread.scheduleWithFixedDelay(this::lookAtThoseLeftBehind, 0, millis, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void stop() {
        running = false;
        thread.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
