package dev.marksheet.api.again;

import dev.marksheet.api.call.RequestChecks;
import dev.marksheet.api.call.RescoreBody;
import dev.marksheet.api.call.ScoreBody;
import dev.marksheet.api.wire.FieldProblem;
import dev.marksheet.api.wire.InvalidRequestException;
import dev.marksheet.api.wire.Runs;
import dev.marksheet.job.again.Estimator;
import dev.marksheet.query.SessionQueries;
import dev.marksheet.session.ScoreRequest;
import dev.marksheet.session.SessionReport;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Says before what scoring calls would take; nothing is scored, sent or kept. */
@RestController
class EstimateController {

    private static final int MOST_CALLS = 10_000;

    private final RequestChecks checks;
    private final RescoreChecks orders;
    private final SessionQueries reader;
    private final Estimator estimator;
    private final JsonMapper mapper;
    private final String currency;

    EstimateController(
            RequestChecks checks,
            RescoreChecks orders,
            SessionQueries reader,
            Estimator estimator,
            JsonMapper mapper,
            @Value("${marksheet.judge.currency:}") String currency) {
        this.checks = checks;
        this.orders = orders;
        this.reader = reader;
        this.estimator = estimator;
        this.mapper = mapper;
        this.currency = currency;
    }

    record Calls(@Nullable List<@Nullable ScoreBody> calls) {}

    /** @param body a call, {@code {"calls": […]}}, or a session whose calls would be scored anew */
    @PostMapping("/api/score/estimate")
    EstimateBody estimate(@RequestBody JsonNode body, HttpServletRequest request) throws InterruptedException {
        if (!body.isObject()) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "The body must be a JSON object.");
        }
        if (body.has("calls")) {
            return EstimateBody.of(
                    estimator.of(calls(read(body, Calls.class, request).calls())), currency);
        }
        if (!body.has("question")
                && !body.has("user_input")
                && body.path("session_id").isString()) {
            SessionReport source =
                    Runs.ofSession(reader, body.path("session_id").asString());
            RescoreBody order = read(body, RescoreBody.class, request);
            return EstimateBody.of(estimator.of(source, orders.anywhere(source, order)), currency);
        }
        return EstimateBody.of(
                estimator.of(List.of(checks.withoutSession(read(body, ScoreBody.class, request)))), currency);
    }

    private <T> T read(JsonNode body, Class<T> type, HttpServletRequest request) {
        try {
            return mapper.treeToValue(body, type);
        } catch (JacksonException e) {
            throw new HttpMessageNotReadableException("unreadable", e, new ServletServerHttpRequest(request));
        }
    }

    private List<ScoreRequest> calls(@Nullable List<@Nullable ScoreBody> bodies) {
        if (bodies == null || bodies.isEmpty() || bodies.size() > MOST_CALLS) {
            throw new InvalidRequestException("calls", "must hold 1 to %d calls".formatted(MOST_CALLS));
        }
        List<ScoreRequest> calls = new ArrayList<>();
        for (int i = 0; i < bodies.size(); i++) {
            calls.add(call("calls[" + i + "]", bodies.get(i)));
        }
        return calls;
    }

    private ScoreRequest call(String place, @Nullable ScoreBody body) {
        if (body == null) {
            throw new InvalidRequestException(place, "must be a call");
        }
        try {
            return checks.withoutSession(body);
        } catch (InvalidRequestException e) {
            throw new InvalidRequestException(e.problems().stream()
                    .map(problem -> new FieldProblem(place + "." + problem.field(), problem.message()))
                    .toList());
        }
    }
}
