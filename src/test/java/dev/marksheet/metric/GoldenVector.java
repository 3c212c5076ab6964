package dev.marksheet.metric;

import dev.marksheet.session.Sample;
import dev.marksheet.session.text.Language;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One golden vector: a sample, what judge and embeddings say, and the number that RAGAS gives. */
record GoldenVector(JsonNode json) {

    String id() {
        return json.get("id").asString();
    }

    String metric() {
        return json.get("metric").asString();
    }

    JsonNode given() {
        return json.get("given");
    }

    @Nullable
    Double expected() {
        return json.get("expected").isNull() ? null : json.get("expected").asDouble();
    }

    Call call(Language language) {
        return new Call(
                new Sample(
                        given().path("user_input").asString(""),
                        text("response"),
                        texts("retrieved_contexts"),
                        text("reference"),
                        texts("reference_contexts"),
                        texts("retrieved_context_ids"),
                        texts("reference_context_ids")),
                parameters(),
                language);
    }

    List<JsonNode> judge() {
        return elements(given().path("judge"));
    }

    Map<String, double[]> embeddings() {
        Map<String, double[]> vectors = new HashMap<>();
        given().path("embeddings")
                .properties()
                .forEach(entry -> vectors.put(
                        entry.getKey(),
                        elements(entry.getValue()).stream()
                                .mapToDouble(JsonNode::asDouble)
                                .toArray()));
        return vectors;
    }

    static List<JsonNode> elements(JsonNode array) {
        return new ArrayList<>(StreamSupport.stream(array.spliterator(), false).toList());
    }

    static List<String> texts(JsonNode array) {
        return elements(array).stream().map(JsonNode::asString).toList();
    }

    private Map<String, Object> parameters() {
        Map<String, Object> parameters = new HashMap<>();
        json.get("params").properties().forEach(entry -> parameters.put(entry.getKey(), plain(entry.getValue())));
        return parameters;
    }

    private static Object plain(JsonNode node) {
        if (node.isBoolean()) {
            return node.asBoolean();
        }
        if (node.isNumber()) {
            return node.numberValue();
        }
        if (node.isArray()) {
            return elements(node).stream().map(GoldenVector::plain).toList();
        }
        if (node.isObject()) {
            Map<String, Object> map = new HashMap<>();
            node.properties().forEach(entry -> map.put(entry.getKey(), plain(entry.getValue())));
            return map;
        }
        return node.asString();
    }

    private @Nullable String text(String field) {
        return given().hasNonNull(field) ? given().get(field).asString() : null;
    }

    private List<String> texts(String field) {
        return texts(given().path(field));
    }
}
