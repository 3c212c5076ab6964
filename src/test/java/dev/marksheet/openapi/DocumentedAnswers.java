package dev.marksheet.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Holds answers of the service against the OpenAPI document: an endpoint that it describes answers with a status, a type
 * and a shape that stand there. Safe for use by many threads at once.
 */
public final class DocumentedAnswers {

    /** What any endpoint may answer, as the server's own limits do; 299 is that of a test that stands in for all. */
    private static final Set<Integer> ANYWHERE =
            Set.of(299, 400, 401, 403, 404, 405, 406, 408, 413, 414, 415, 422, 431, 503);

    /** Beyond that, validation would take longer than the tests themselves. */
    private static final int LONGEST = 300_000;

    /** A body that is not looked at. */
    private static final String PACKED = "(packed)";

    private static final OpenApiDocument DOCUMENT = new OpenApiDocument();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private static final Map<Map<String, Object>, JsonSchema> READ = new ConcurrentHashMap<>();
    private static final Map<String, Pattern> PATHS = DocumentedAnswers.paths();

    private DocumentedAnswers() {}

    private static Map<String, Pattern> paths() {
        Map<String, Pattern> paths = new HashMap<>();
        OpenApiDocument.child(DOCUMENT.root(), "paths")
                .keySet()
                .forEach(path -> paths.put(
                        path,
                        Pattern.compile(Stream.of(path.split("(?=\\{)|(?<=})"))
                                .map(part -> part.startsWith("{") ? "[^/]+" : Pattern.quote(part))
                                .collect(Collectors.joining()))));
        return paths;
    }

    /**
     * Checks an answer.
     *
     * @param rawPath of the request, without its query
     * @throws AssertionError if the document says otherwise; nothing is said of what it does not describe
     */
    public static void check(String method, String rawPath, HttpResponse<String> answer) {
        boolean packed = answer.headers().firstValue("Content-Encoding").isPresent();
        String type = answer.headers().firstValue("Content-Type").orElse("");
        check(method, rawPath, answer.statusCode(), type, packed ? PACKED : answer.body());
    }

    /**
     * Checks an answer.
     *
     * @param rawPath of the request, without its query
     * @param type its media type; empty for none
     * @throws AssertionError if the document says otherwise; nothing is said of what it does not describe
     */
    public static void check(String method, String rawPath, int status, String type, String body) {
        find(method, rawPath).ifPresent(operation -> {
            String what = method + " " + rawPath + " answered " + status;
            Map<String, Object> responses = OpenApiDocument.child(operation, "responses");
            Object described = responses.get(Integer.toString(status));
            if (described == null) {
                if (!ANYWHERE.contains(status)) {
                    throw new AssertionError(what + ", which resources/openapi does not say");
                }
                return;
            }
            Map<String, Object> content =
                    OpenApiDocument.child(DOCUMENT.resolved(OpenApiDocument.map(described)), "content");
            String plain = type.replaceAll(";.*", "").strip();
            if (!body.isEmpty() && !content.containsKey(plain)) {
                throw new AssertionError(what + " as " + plain + ", resources/openapi says " + content.keySet());
            }
            if (plain.endsWith("json") && !body.equals(PACKED) && body.length() < LONGEST) {
                check(what, OpenApiDocument.child(OpenApiDocument.map(content.get(plain)), "schema"), body);
            }
        });
    }

    private static void check(String what, Map<String, Object> schema, String body) {
        Set<ValidationMessage> faults = faults(schema, body);
        if (!faults.isEmpty()) {
            throw new AssertionError(what + ", and resources/openapi says otherwise: "
                    + faults.stream()
                            .limit(5)
                            .map(ValidationMessage::getMessage)
                            .toList());
        }
    }

    /** What is wrong with a value by a schema of the document. */
    static Set<ValidationMessage> faults(Map<String, Object> schema, String json) {
        try {
            JsonNode value = JSON.readTree(json);
            return READ.computeIfAbsent(schema, DocumentedAnswers::schema).validate(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonSchema schema(Map<String, Object> schema) {
        Map<String, Object> whole = new HashMap<>();
        whole.put("allOf", List.of(schema));
        whole.put("components", DOCUMENT.root().get("components"));
        return SCHEMAS.getSchema(JSON.<JsonNode>valueToTree(whole));
    }

    private static Optional<Map<String, Object>> find(String method, String rawPath) {
        Map<String, Object> paths = OpenApiDocument.child(DOCUMENT.root(), "paths");
        @Nullable
        String path = PATHS.keySet().stream()
                .filter(one -> one.startsWith("/api/")
                        && PATHS.get(one).matcher(rawPath).matches())
                .min(Comparator.comparingInt(one -> one.split("\\{", -1).length))
                .orElse(null);
        return path == null
                ? Optional.empty()
                : Optional.ofNullable(OpenApiDocument.operations(OpenApiDocument.child(paths, path))
                        .get(method.toLowerCase(Locale.ROOT)));
    }
}
