package dev.marksheet.webhook;

import dev.marksheet.gate.GateResult;
import dev.marksheet.gate.GateVerdict;
import dev.marksheet.gate.live.Gates;
import dev.marksheet.job.CallListener;
import dev.marksheet.query.SessionQueries;
import dev.marksheet.session.Row;
import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionReport;
import dev.marksheet.store.Outbox;
import dev.marksheet.threads.Workers;
import jakarta.annotation.PreDestroy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Looks at the gates of sessions whose calls have ended, where somebody wants to be told of them; however many end while one
 * look goes on, there is one more. Safe for use by many threads at once.
 */
@Component
final class GateTurns implements CallListener {

    private static final Logger LOG = LoggerFactory.getLogger(GateTurns.class);

    private final Outbox outbox;
    private final ObjectProvider<Gates> gates;
    private final SessionQueries sessions;
    private final Set<RunId> waiting = ConcurrentHashMap.newKeySet();
    private final ExecutorService thread = Workers.computing("gate-turns", 1);

    GateTurns(Outbox outbox, ObjectProvider<Gates> gates, SessionQueries sessions) {
        this.outbox = outbox;
        this.gates = gates;
        this.sessions = sessions;
    }

    @Override
    public void ended(List<Row> rows) {
        if (!outbox.isWanted(Outbox.GATE_PASSED) && !outbox.isWanted(Outbox.GATE_FAILED)) {
            return;
        }
        rows.stream().map(Row::run).distinct().filter(waiting::add).forEach(this::later);
    }

    private void later(RunId run) {
        try {
            thread.execute(() -> {
                waiting.remove(run);
                look(run);
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("The service stops; the gate of {} is looked at with its next call", run.value());
        }
    }

    private void look(RunId run) {
        try {
            Optional<SessionReport> report = sessions.find(run);
            report.filter(session -> session.settings().gate() != null)
                    .flatMap(session -> gates.getObject().standing(session))
                    .ifPresent(result -> tell(report.orElseThrow(), result));
        } catch (RuntimeException e) {
            LOG.warn("The gate of {} is looked at again with its next call ({})", run.value(), e.getMessage());
        }
    }

    private void tell(SessionReport report, GateResult result) {
        if (result.verdict() == GateVerdict.UNDECIDED) {
            return;
        }
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("session_id", report.session().value());
        data.put("run_id", report.run().value());
        data.put("verdict", result.verdict().name());
        boolean passed = result.verdict() == GateVerdict.PASS;
        outbox.gateSays(passed ? Outbox.GATE_PASSED : Outbox.GATE_FAILED, report.run(), data)
                .join();
    }

    @PreDestroy
    void stop() {
        thread.shutdownNow();
    }
}
