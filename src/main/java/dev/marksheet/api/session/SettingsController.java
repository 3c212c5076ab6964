package dev.marksheet.api.session;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.marksheet.access.Caller;
import dev.marksheet.api.wire.InvalidRequestException;
import dev.marksheet.api.wire.JudgeStatusBody;
import dev.marksheet.api.wire.Links;
import dev.marksheet.api.wire.Runs;
import dev.marksheet.gate.live.Gates;
import dev.marksheet.job.SettingsKeeper;
import dev.marksheet.judge.llm.endpoint.JudgeHealth;
import dev.marksheet.judge.llm.endpoint.JudgeProperties;
import dev.marksheet.query.SessionQueries;
import dev.marksheet.session.SessionId;
import dev.marksheet.session.SessionReport;
import dev.marksheet.session.SessionSettings;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.function.UnaryOperator;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Takes what people set for sessions. */
@RestController
class SettingsController {

    private static final String NO_PRICES =
            "budget is kept, but no price is configured, so nothing counts against it; set"
                    + " marksheet.judge.prices[MODEL].input and .output";

    private final SettingsChecks checks;
    private final SettingsKeeper keeper;
    private final SessionQueries reader;
    private final JudgeHealth health;
    private final Gates gates;
    private final JudgeProperties judge;

    SettingsController(
            SettingsChecks checks,
            SettingsKeeper keeper,
            SessionQueries reader,
            JudgeHealth health,
            Gates gates,
            JudgeProperties judge) {
        this.checks = checks;
        this.keeper = keeper;
        this.reader = reader;
        this.health = health;
        this.gates = gates;
        this.judge = judge;
    }

    /** The session as it is now, and what its user should know. */
    record Kept(@JsonUnwrapped SessionBody session, List<String> warnings) {}

    /** Fields that are not sent stay as they are. */
    @PutMapping("/api/score/sessions/{session_id}")
    ResponseEntity<Kept> put(
            @PathVariable("session_id") String id, @RequestBody SettingsBody body, HttpServletRequest request) {
        SessionId session = SettingsChecks.session(id);
        UnaryOperator<SessionSettings> change = checks.change(body);
        checkBaseline(session, body, Caller.of(request));
        boolean created = keeper.save(session, change);
        SessionReport report = Runs.ofSession(reader, id);
        Kept kept = new Kept(SessionBody.of(report, JudgeStatusBody.of(health), gates), warnings(report));
        return created
                ? ResponseEntity.created(URI.create(Links.session(session))).body(kept)
                : ResponseEntity.ok(kept);
    }

    /** What a gate says of its baseline would be read by keys that don't reach that session. */
    private static void checkBaseline(SessionId session, SettingsBody body, Caller caller) {
        SettingsBody.Gate gate = body.gate() == null ? null : body.gate().value();
        if (gate == null || gate.baseline() == null) {
            return;
        }
        if (!caller.mayReach(gate.baseline())) {
            throw new InvalidRequestException(
                    "gate.baseline", "must begin with " + caller.sessionPrefix() + ", as all that your key reaches");
        }
        if (gate.baseline().equals(session.value())) {
            throw new InvalidRequestException("gate.baseline", "must be another session");
        }
    }

    private List<String> warnings(SessionReport report) {
        boolean idle = report.settings().budget() == null || !judge.prices().isEmpty();
        return idle ? List.of() : List.of(NO_PRICES);
    }
}
