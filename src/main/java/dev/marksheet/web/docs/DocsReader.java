package dev.marksheet.web.docs;

import static dev.marksheet.openapi.OpenApiDocument.child;
import static dev.marksheet.openapi.OpenApiDocument.list;
import static dev.marksheet.openapi.OpenApiDocument.map;

import dev.marksheet.openapi.OpenApiDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Makes the view of the document. Used once. */
final class DocsReader {

    private static final JsonMapper PRETTY =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final OpenApiDocument document;

    DocsReader(OpenApiDocument document) {
        this.document = document;
    }

    DocsView read() {
        Map<String, Object> root = document.root();
        List<DocsView.Group> groups = new ArrayList<>();
        for (Object tag : list(root.get("tags"))) {
            String name = text(map(tag), "name");
            groups.add(new DocsView.Group(name, text(map(tag), "description"), operations(root, name)));
        }
        List<DocsView.Shape> shapes = new ArrayList<>();
        child(child(root, "components"), "schemas").forEach((name, schema) -> shapes.add(shape(name, map(schema))));
        Map<String, Object> info = child(root, "info");
        return new DocsView(text(info, "title"), text(info, "description"), groups, shapes);
    }

    private List<DocsView.Operation> operations(Map<String, Object> root, String tag) {
        List<DocsView.Operation> found = new ArrayList<>();
        child(root, "paths")
                .forEach((path, item) -> OpenApiDocument.operations(map(item)).forEach((method, operation) -> {
                    if (list(operation.get("tags")).contains(tag)) {
                        found.add(operation(path, method, map(item), operation));
                    }
                }));
        return found;
    }

    private DocsView.Operation operation(
            String path, String method, Map<String, Object> item, Map<String, Object> operation) {
        List<Map<String, Object>> parameters = new ArrayList<>();
        list(item.get("parameters")).forEach(one -> parameters.add(document.resolved(map(one))));
        list(operation.get("parameters")).forEach(one -> parameters.add(document.resolved(map(one))));
        Map<String, Object> content = child(child(operation, "requestBody"), "content");
        Map.Entry<String, Object> body =
                content.isEmpty() ? null : content.entrySet().iterator().next();
        Object example = body == null ? null : map(body.getValue()).get("example");
        String verb = method.toUpperCase(Locale.ROOT);
        return new DocsView.Operation(
                text(operation, "operationId"),
                verb,
                path,
                text(operation, "summary"),
                orNull(text(operation, "description")),
                parameters.stream().map(this::parameter).toList(),
                body == null
                        ? null
                        : String.join(", ", content.keySet()) + ": " + type(child(map(body.getValue()), "schema")),
                example == null ? null : shown(example),
                answers(child(operation, "responses")),
                curl(verb, path, parameters, body == null ? null : body.getKey(), example));
    }

    private DocsView.Line parameter(Map<String, Object> parameter) {
        return new DocsView.Line(
                text(parameter, "name"),
                text(parameter, "in"),
                type(child(parameter, "schema")),
                Boolean.TRUE.equals(parameter.get("required")),
                text(parameter, "description"));
    }

    private List<DocsView.Answer> answers(Map<String, Object> responses) {
        List<DocsView.Answer> answers = new ArrayList<>();
        responses.forEach((status, response) -> {
            Map<String, Object> resolved = document.resolved(map(response));
            Map<String, Object> content = child(resolved, "content");
            Map<String, Object> first = content.isEmpty()
                    ? Map.of()
                    : map(content.values().iterator().next());
            Map<String, Object> schema = child(first, "schema");
            Object example = status.startsWith("2") ? first.get("example") : null;
            answers.add(new DocsView.Answer(
                    status,
                    text(resolved, "description"),
                    String.join(", ", content.keySet()),
                    schema.get("$ref") instanceof String place ? name(place) : null,
                    example == null ? null : shown(example)));
        });
        return answers;
    }

    private DocsView.Shape shape(String name, Map<String, Object> schema) {
        List<DocsView.Line> members = new ArrayList<>();
        members(schema, members);
        return new DocsView.Shape(name, type(schema), orNull(text(schema, "description")), members);
    }

    private void members(Map<String, Object> schema, List<DocsView.Line> members) {
        list(schema.get("allOf")).forEach(part -> members(document.resolved(map(part)), members));
        List<Object> required = list(schema.get("required"));
        child(schema, "properties")
                .forEach((name, member) -> members.add(new DocsView.Line(
                        name, "", type(map(member)), required.contains(name), text(map(member), "description"))));
    }

    /** A schema in a few words. */
    static String type(Map<String, Object> schema) {
        if (schema.get("$ref") instanceof String place) {
            return name(place);
        }
        List<Object> parts = list(schema.getOrDefault("anyOf", schema.get("allOf")));
        if (!parts.isEmpty()) {
            return String.join(
                    " or ", parts.stream().map(part -> type(map(part))).toList());
        }
        List<Object> values = list(schema.get("enum"));
        if (!values.isEmpty()) {
            return String.join(" | ", values.stream().map(String::valueOf).toList());
        }
        Object type = schema.getOrDefault("type", "any");
        String named = type instanceof String one
                ? one
                : String.join(" or ", list(type).stream().map(String::valueOf).toList());
        Map<String, Object> items = child(schema, "items");
        Map<String, Object> entries = child(schema, "additionalProperties");
        if (!items.isEmpty()) {
            return named + " of " + type(items);
        }
        return entries.isEmpty() ? named : named + " of " + type(entries);
    }

    private static String curl(
            String verb,
            String path,
            List<Map<String, Object>> parameters,
            @Nullable String type,
            @Nullable Object example) {
        String filled = path;
        for (Map<String, Object> parameter : parameters) {
            Object value = parameter.get("example");
            if ("path".equals(parameter.get("in")) && value != null) {
                filled = filled.replace("{" + text(parameter, "name") + "}", String.valueOf(value));
            }
        }
        StringBuilder curl = new StringBuilder("curl -s ");
        if (!verb.equals("GET") && (example == null || !verb.equals("POST"))) {
            curl.append("-X ").append(verb).append(' ');
        }
        curl.append('"').append("$B").append(filled).append('"');
        if (example != null) {
            curl.append(" -H 'Content-Type: ").append(type).append("' \\\n  -d '");
            curl.append(shown(example).replace("'", "'\\''")).append('\'');
        }
        return curl.toString();
    }

    private static String shown(Object example) {
        return example instanceof String text ? text : PRETTY.writeValueAsString(example);
    }

    private static String name(String reference) {
        return reference.substring(reference.lastIndexOf('/') + 1);
    }

    private static String text(Map<String, Object> thing, String key) {
        Object value = thing.get(key);
        return value == null ? "" : String.valueOf(value);
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
