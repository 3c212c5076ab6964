package dev.marksheet.openapi;

import static dev.marksheet.openapi.OpenApiDocument.child;
import static dev.marksheet.openapi.OpenApiDocument.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import tools.jackson.databind.json.JsonMapper;

/** Holds the document's examples of JSON against the document's own schemas. */
public final class ExampleCheck {

    private ExampleCheck() {}

    public static List<String> faults(OpenApiDocument document) {
        List<String> faults = new ArrayList<>();
        examples(
                document,
                (where, content) -> DocumentedAnswers.faults(
                                child(content, "schema"),
                                JsonMapper.shared().writeValueAsString(content.get("example")))
                        .forEach(fault -> faults.add(where + ": " + fault.getMessage())));
        return faults;
    }

    public static int count(OpenApiDocument document) {
        int[] count = {0};
        examples(document, (where, content) -> count[0]++);
        return count[0];
    }

    private static void examples(OpenApiDocument document, BiConsumer<String, Map<String, Object>> each) {
        child(document.root(), "paths")
                .forEach((path, item) -> OpenApiDocument.operations(map(item)).forEach((method, operation) -> {
                    contents(method + " " + path, child(operation, "requestBody"), each);
                    child(operation, "responses")
                            .forEach((status, response) -> contents(
                                    method + " " + path + " " + status, document.resolved(map(response)), each));
                }));
    }

    private static void contents(
            String where, Map<String, Object> owner, BiConsumer<String, Map<String, Object>> each) {
        child(owner, "content").forEach((type, content) -> {
            if (type.endsWith("json") && map(content).containsKey("example")) {
                each.accept(where, map(content));
            }
        });
    }
}
