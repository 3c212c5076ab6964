package dev.marksheet.api.again;

import dev.marksheet.api.call.RequestChecks;
import dev.marksheet.api.call.RescoreBody;
import dev.marksheet.api.wire.FieldProblem;
import dev.marksheet.api.wire.InvalidRequestException;
import dev.marksheet.api.wire.UnknownField;
import dev.marksheet.job.again.Rescorer;
import dev.marksheet.session.RescoreOrder;
import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionId;
import dev.marksheet.session.SessionReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Turns what came over the wire into an order to score a session anew, or says everything that is wrong with it. */
@Component
class RescoreChecks {

    /** A session that no order is ever about. */
    private static final SessionId NONE = new SessionId("(none)");

    private static final int MOST_NAMED = 1000;
    private static final String FAILED = "failed";

    private final RequestChecks checks;
    private final Rescorer rescorer;

    RescoreChecks(RequestChecks checks, Rescorer rescorer) {
        this.checks = checks;
        this.rescorer = rescorer;
    }

    /** @throws InvalidRequestException if any value breaks a rule */
    RescoreOrder order(SessionReport source, RescoreBody body) {
        List<FieldProblem> problems = new ArrayList<>();
        SessionId into = RequestChecks.session(body.sessionId(), problems);
        if (into != null && into.equals(source.session())) {
            problems.add(new FieldProblem(
                    "session_id",
                    "is the session itself: name another one, or POST …/retry to mend failed calls in place"));
        }
        return order(source, into == null ? NONE : into, body, problems);
    }

    /**
     * What an order would be, wherever its calls went.
     *
     * @throws InvalidRequestException if any value breaks a rule; the session's id is not looked at
     */
    RescoreOrder anywhere(SessionReport source, RescoreBody body) {
        return order(source, NONE, body, new ArrayList<>());
    }

    private RescoreOrder order(SessionReport source, SessionId into, RescoreBody body, List<FieldProblem> problems) {
        unknown(body.unknown(), problems);
        RescoreOrder.Changes changes = checks.changes(body, problems);
        RescoreOrder.Selection selection = selection(source.run(), body.only(), problems);
        if (!problems.isEmpty()) {
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
