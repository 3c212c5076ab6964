package dev.marksheet.api;

import dev.marksheet.job.OtherRescoreException;
import dev.marksheet.job.Rescorer;
import dev.marksheet.query.SessionQueries;
import dev.marksheet.session.RescoreOrder;
import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionId;
import dev.marksheet.session.SessionReport;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Has the calls of a session scored into another one. */
@RestController
class RescoreController {

    private static final int MOST_NAMED = 1000;
    private static final String FAILED = "failed";

    private final RequestChecks checks;
    private final SessionQueries reader;
    private final Rescorer rescorer;

    RescoreController(RequestChecks checks, SessionQueries reader, Rescorer rescorer) {
        this.checks = checks;
        this.reader = reader;
        this.rescorer = rescorer;
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
    ResponseEntity<Ordered> rescore(@PathVariable("session_id") String id, @RequestBody RescoreBody body) {
        SessionReport source = Runs.ofSession(reader, id);
        RescoreOrder order = order(source, body);
        try {
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

    private RescoreOrder order(SessionReport source, RescoreBody body) {
        List<FieldProblem> problems = new ArrayList<>();
        unknown(body.unknown(), problems);
        SessionId into = RequestChecks.session(body.sessionId(), problems);
        if (into != null && into.equals(source.session())) {
            problems.add(new FieldProblem(
                    "session_id",
                    "is the session itself: name another one, or POST …/retry to mend failed calls in place"));
        }
        RescoreOrder.Changes changes = checks.changes(body, problems);
        RescoreOrder.Selection selection = selection(source.run(), body.only(), problems);
        if (into == null || !problems.isEmpty()) {
            throw new InvalidRequestException(problems);
        }
        return new RescoreOrder(into, source.run(), changes, selection);
    }

    private static void unknown(@Nullable Map<String, UnknownField> unknown, List<FieldProblem> problems) {
        if (unknown != null) {
            unknown.keySet().stream()
                    .limit(MOST_NAMED)
                    .forEach(name -> problems.add(new FieldProblem(
                            name,
                            "is not a field of this request; valid: session_id, judge_model, embedding_model, metrics,"
                                    + " metric_params, only")));
        }
    }

    private RescoreOrder.Selection selection(RunId run, @Nullable List<String> only, List<FieldProblem> problems) {
        if (only == null) {
            return RescoreOrder.Selection.ALL;
        }
        if (only.equals(List.of(FAILED))) {
            return new RescoreOrder.Selection(true, List.of());
        }
        if (only.isEmpty() || only.size() > MOST_NAMED) {
            problems.add(new FieldProblem(
                    "only",
                    "must be \"failed\", or 1 to %d ids of jobs or items; leave it out for all calls"
                            .formatted(MOST_NAMED)));
            return RescoreOrder.Selection.ALL;
        }
        return named(run, only, problems);
    }

    private RescoreOrder.Selection named(RunId run, List<String> only, List<FieldProblem> problems) {
        Map<String, List<String>> found = rescorer.named(run, only);
        for (int i = 0; i < only.size(); i++) {
            if (!found.containsKey(only.get(i))) {
                problems.add(new FieldProblem(
                        "only[" + i + "]", "is neither a job nor an item of this session, nor \"failed\""));
            }
        }
        return new RescoreOrder.Selection(
                false,
                found.values().stream()
                        .flatMap(List::stream)
                        .distinct()
                        .sorted()
                        .toList());
    }
}
