package dev.marksheet.client;

import dev.marksheet.client.MarksheetException.FieldError;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what the service answers. Pure. */
final class Answers {

    private static final int LONGEST_QUOTE = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private Answers() {}

    /**
     * The members of an answer that is a JSON object.
     *
     * @throws MarksheetException if it is none
     */
    static Map<?, ?> object(HttpResponse<String> response, Exchange.Request request) {
        Map<?, ?> object = objectOrNull(response.body());
        if (object == null) {
            throw refused(response, request);
        }
        return object;
    }

    private static @Nullable Map<?, ?> objectOrNull(String body) {
        try {
            return Json.read(body) instanceof Map<?, ?> map ? map : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    static String text(Map<?, ?> object, String name) {
        return object.get(name) instanceof String text ? text : "";
    }

    static long whole(Map<?, ?> object, String name) {
        return object.get(name) instanceof Double number ? number.longValue() : 0;
    }

    static Map<?, ?> nested(Map<?, ?> object, String name) {
        return object.get(name) instanceof Map<?, ?> map ? map : Map.of();
    }

    static List<String> texts(Map<?, ?> object, String name) {
        return object.get(name) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    static Map<String, String> pairs(Map<?, ?> object) {
        Map<String, String> pairs = new LinkedHashMap<>();
        object.forEach((key, value) -> pairs.put(String.valueOf(key), String.valueOf(value)));
        return pairs;
    }

    /** Whether the answer is one of Marksheet's own refusals. */
    static boolean isProblem(HttpResponse<String> response) {
        return response.headers()
                .firstValue("Content-Type")
                .filter(type -> type.startsWith("application/problem+json"))
                .isPresent();
    }

    /** What an answer that is not the one hoped for comes to. */
    static MarksheetException refused(HttpResponse<String> response, Exchange.Request request) {
        int status = response.statusCode();
        Map<?, ?> problem = isProblem(response) ? objectOrNull(response.body()) : null;
        String said = request.name() + " was answered " + status + ": ";
        if (problem == null) {
            String body = response.body().strip();
            String quoted = body.length() > LONGEST_QUOTE ? body.substring(0, LONGEST_QUOTE) + "…" : body;
            return new MarksheetException(
                    said + "that is not Marksheet's answer, is the address right? " + quoted.replaceAll("\\s+", " "),
                    status,
                    List.of(),
                    null);
        }
        List<FieldError> errors = errors(problem);
        StringBuilder message = new StringBuilder(said).append(text(problem, "detail"));
        errors.stream()
                .filter(error -> message.indexOf(error.message()) < 0)
                .forEach(error ->
                        message.append("\n  ").append(error.field()).append(' ').append(error.message()));
        return new MarksheetException(message.append(wayOut(status)).toString(), status, errors, null);
    }

    private static String wayOut(int status) {
        return switch (status) {
            case UNAUTHORIZED -> "\nGive the client a key that the service knows.";
            case FORBIDDEN ->
                "\nCalls need a key with the role submit; the gate, labels and settings need one with the role review.";
            default -> "";
        };
    }

    private static List<FieldError> errors(Map<?, ?> problem) {
        List<FieldError> errors = new ArrayList<>();
        if (problem.get("errors") instanceof List<?> list) {
            for (Object error : list) {
                if (error instanceof Map<?, ?> map) {
                    errors.add(new FieldError(text(map, "field"), text(map, "message")));
                }
            }
        }
        return errors;
    }
}
