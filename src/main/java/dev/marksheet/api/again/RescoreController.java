package dev.marksheet.api.again;

import dev.marksheet.api.call.RescoreBody;
import dev.marksheet.api.wire.InvalidRequestException;
import dev.marksheet.api.wire.Links;
import dev.marksheet.api.wire.Runs;
import dev.marksheet.job.again.Estimator;
import dev.marksheet.job.again.OtherRescoreException;
import dev.marksheet.job.again.Rescorer;
import dev.marksheet.query.SessionQueries;
import dev.marksheet.session.RescoreOrder;
import dev.marksheet.session.SessionReport;
import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Has the calls of a session scored into another one. */
@RestController
class RescoreController {

    private final RescoreChecks checks;
    private final SessionQueries reader;
    private final Rescorer rescorer;
    private final Estimator estimator;
    private final String currency;

    RescoreController(
            RescoreChecks checks,
            SessionQueries reader,
            Rescorer rescorer,
            Estimator estimator,
            @Value("${marksheet.judge.currency:}") String currency) {
        this.checks = checks;
        this.reader = reader;
        this.rescorer = rescorer;
        this.estimator = estimator;
        this.currency = currency;
    }

    /**
     * What was ordered.
     *
     * @param calls the calls that are scored in the session, those of an earlier equal order included
     * @param added those of them that it did not hold before
     */
    record Ordered(
            String sessionId,
            String runId,
            long calls,
            long added,
            String rescoredFrom,
            String sessionUrl,
            String reportUrl) {}

    @PostMapping("/api/score/sessions/{session_id}/rescore")
    ResponseEntity<?> rescore(
            @PathVariable("session_id") String id,
            @RequestParam(name = "dry_run", defaultValue = "false") boolean dryRun,
            @RequestBody RescoreBody body)
            throws InterruptedException {
        SessionReport source = Runs.ofSession(reader, id);
        RescoreOrder order = checks.order(source, body);
        try {
            if (dryRun) {
                return ResponseEntity.ok(EstimateBody.of(estimator.of(source, order), currency));
            }
            Rescorer.Ordered ordered = rescorer.order(order);
            String url = Links.session(order.into());
            return ResponseEntity.accepted()
                    .location(URI.create(url))
                    .body(new Ordered(
                            order.into().value(),
                            order.run().value(),
                            ordered.calls(),
                            ordered.missing(),
                            source.session().value(),
                            url,
                            Links.report(order.run())));
        } catch (OtherRescoreException e) {
            throw new InvalidRequestException("session_id", e.getMessage() + ": name another session");
        }
    }
}
