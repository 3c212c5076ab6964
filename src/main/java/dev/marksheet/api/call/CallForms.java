package dev.marksheet.api.call;

import dev.marksheet.api.wire.FieldProblem;
import dev.marksheet.api.wire.InvalidRequestException;
import dev.marksheet.dataset.Passages;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads calls that come as forms, which need no escaping: workflow tools paste their variables into JSON as they are, so
 * that a quote or a line break breaks it. Any page of any site can have a browser send a form, so those are refused.
 */
@Component
final class CallForms {

    /** Fields that may be sent several times. */
    private static final Set<String> LISTS = Set.of(
            "contexts",
            "retrieved_contexts",
            "reference_contexts",
            "retrieved_context_ids",
            "reference_context_ids",
            "metrics");

    /** Fields that are JSON objects. */
    private static final Set<String> OBJECTS = Set.of("metric_params", "metadata");

    private final JsonMapper mapper;

    CallForms(JsonMapper mapper) {
        this.mapper = mapper;
    }

    /** @throws ResponseStatusException if a page of another site has sent it */
    ScoreBody read(HttpServletRequest request) {
        requireOwn(request);
        requireFields(request);
        Map<String, Object> call = new LinkedHashMap<>();
        List<FieldProblem> problems = new ArrayList<>();
        request.getParameterMap().forEach((sent, values) -> {
            String name = sent.endsWith("[]") ? sent.substring(0, sent.length() - 2) : sent;
            if (values.length > 1 && !LISTS.contains(name)) {
                problems.add(new FieldProblem(name, "was sent more than once"));
            }
            call.put(name, value(name, values, sent.endsWith("[]")));
        });
        if (!problems.isEmpty()) {
            throw new InvalidRequestException(problems);
        }
        try {
            return mapper.convertValue(call, ScoreBody.class);
        } catch (JacksonException e) {
            throw new HttpMessageNotReadableException("a form", e, new ServletServerHttpRequest(request));
        }
    }

    private static Object value(String name, String[] values, boolean list) {
        if (values.length > 1 || list) {
            return List.of(values);
        }
        Object json = OBJECTS.contains(name) ? Passages.json(values[0]) : null;
        return json == null ? values[0] : json;
    }

    /** What curl sends when it is given JSON and no header. */
    private static void requireFields(HttpServletRequest request) {
        if (request.getParameterMap().keySet().stream()
                .anyMatch(name -> name.stripLeading().startsWith("{"))) {
            throw new ResponseStatusException(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    "The body is JSON, but was sent as a form; send it with Content-Type: application/json.");
        }
    }

    private static void requireOwn(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        boolean own = site == null || site.equals("same-origin") || site.equals("none");
        if (!own || origin != null && !isOf(origin, request.getHeader(HttpHeaders.HOST))) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN, "A page of another site can't send calls.");
        }
    }

    private static boolean isOf(String origin, String host) {
        try {
            return host != null && host.equals(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
