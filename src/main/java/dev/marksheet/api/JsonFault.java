package dev.marksheet.api;

import dev.marksheet.api.wire.FieldProblem;
import dev.marksheet.dataset.Passages;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.MismatchedInputException;

/** Says in a client's words why its JSON could not be read. Parser messages are not repeated: they name our classes. */
final class JsonFault {

    private static final Pattern ITEM = Pattern.compile("[a-z_]+\\[[0-9]+]");

    private static final String CALLS = "calls";
    private static final Pattern OF_CALLS = Pattern.compile(CALLS + "\\[[0-9]+](\\.|$)");
    private static final Set<String> LISTS = Set.of("metrics", "only");

    private JsonFault() {}

    /** The field (empty for the body as a whole) and what is wrong with it. */
    static FieldProblem explain(HttpMessageNotReadableException e) {
        Throwable cause = e.getCause();
        if (cause instanceof MismatchedInputException mismatch) {
            String field = path(mismatch);
            return field.isEmpty()
                    ? new FieldProblem("", "The body must be a JSON object.")
                    : new FieldProblem(field, "must be " + expectedAt(field, mismatch.getTargetType()));
        }
        if (cause instanceof InputCoercionException large) {
            return new FieldProblem(path(large), "is too large a number");
        }
        return new FieldProblem(
                "",
                cause instanceof StreamReadException broken
                        ? explain(broken)
                        : "The body must be a JSON object, sent as UTF-8.");
    }

    private static String explain(StreamReadException broken) {
        int line = broken.getLocation() == null ? 0 : broken.getLocation().getLineNr();
        String where = line > 0
                ? " (line %d, column %d)".formatted(line, broken.getLocation().getColumnNr())
                : "";
        String what = String.valueOf(broken.getOriginalMessage()).startsWith("Duplicate")
                ? "The body names a field twice"
                : "The body is not well-formed JSON";
        return what + where + ".";
    }

    private static String path(JacksonException e) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : e.getPath()) {
            String name = step.getPropertyName();
            if (name == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(name);
            }
        }
        return path.toString();
    }

    private static String single(Class<?> type) {
        if (Map.class.isAssignableFrom(type) || type.isRecord()) {
            return "an object";
        }
        if (type == Integer.class || type == Long.class) {
            return "a whole number";
        }
        if (Number.class.isAssignableFrom(type)) {
            return "a number";
        }
        return type == Boolean.class ? "true or false" : "a string";
    }

    /** A field of one of several calls is what it is in a single one. */
    private static String expectedAt(String path, @Nullable Class<?> type) {
        if (path.equals(CALLS)) {
            return "an array of calls";
        }
        String field = OF_CALLS.matcher(path).replaceFirst("");
        return field.isEmpty() ? "a call" : expected(type, field);
    }

    private static String expected(@Nullable Class<?> type, String field) {
        if (field.startsWith("metric_params")) {
            return "an object with one object of parameters for each metric";
        }
        if (ITEM.matcher(field).matches()) {
            return field.contains("contexts")
                    ? "a string, or an object that holds its text as content, text, page_content, document, output or q and a"
                    : field.contains("_ids") ? "a string or a whole number" : "a string";
        }
        if (field.equals("item")) {
            return "a string or a whole number";
        }
        if (field.endsWith("contexts")) {
            return Passages.FORM.substring("must be ".length());
        }
        if (field.endsWith("_ids")) {
            return "an array of strings or whole numbers";
        }
        boolean list = type != null && (List.class.isAssignableFrom(type) || Collection.class.isAssignableFrom(type));
        if (list || LISTS.contains(field)) {
            return "an array of strings, or one string with commas between the names";
        }
        return type == null ? "a string" : single(type);
    }
}
