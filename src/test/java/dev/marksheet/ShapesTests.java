package dev.marksheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Calls in the shapes in which workflow tools and libraries hold their passages. */
class ShapesTests extends RunningService {

    private static final Path BODIES = Path.of("src", "test", "resources", "shapes", "bodies.json");

    static Stream<JsonNode> bodies() {
        try {
            return ServiceClient.json(Files.readString(BODIES)).valueStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodies")
    void areAcceptedWithTheirContexts(JsonNode shape) {
        HttpResponse<String> accepted = send(shape);

        assertThat(accepted.statusCode())
                .as("%s: %s", shape.get("name").asString(), accepted.body())
                .isEqualTo(202);
        assertThat(ServiceClient.json(accepted).get("warnings")).isEmpty();
        assertThat(contexts(ServiceClient.json(accepted)))
                .isEqualTo(shape.get("contexts")
                        .valueStream()
                        .map(JsonNode::asString)
                        .collect(Collectors.joining(" |||| ")));
    }

    private HttpResponse<String> send(JsonNode shape) {
        Map<String, String> fields = new LinkedHashMap<>();
        ObjectNode body = (ObjectNode) shape.get("body");
        body.put("session_id", "shape-" + shape.get("name").asString());
        body.put("ground_truth", "In 1894.");
        body.put("metrics", "exact_match");
        return switch (shape.get("type").asString()) {
            case "json" -> client.post("/api/score/session_async", body.toString());
            case "form" -> {
                body.properties()
                        .forEach(f -> fields.put(f.getKey(), f.getValue().asString()));
                yield form("/api/score/session_async", fields);
            }
            default -> {
                body.properties()
                        .forEach(f -> fields.put(f.getKey(), f.getValue().asString()));
                yield multipart(fields);
            }
        };
    }

    private HttpResponse<String> form(String path, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return client.send("POST", path, "application/x-www-form-urlencoded", body.getBytes(StandardCharsets.UTF_8));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpResponse<String> multipart(Map<String, String> fields) {
        String boundary = "----marksheet";
        String body = fields.entrySet().stream()
                .map(field -> "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + field.getKey()
                        + "\"\r\n\r\n" + field.getValue() + "\r\n")
                .collect(Collectors.joining("", "", "--" + boundary + "--\r\n"));
        return client.send(
                "POST",
                "/api/score/session_async",
                "multipart/form-data; boundary=" + boundary,
                body.getBytes(StandardCharsets.UTF_8));
    }

    /** As the row of its session, which has no other, holds them. */
    private String contexts(JsonNode accepted) {
        String run = client.ended(accepted).get("run_id").asString();
        String csv = client.get("/api/runs/" + run + "/scores.csv").body();
        try (CSVParser rows = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(new StringReader(csv))) {
            return rows.getRecords().get(0).get("contexts");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void takesListsAndObjectsOfForms() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("session_id", "forms");
        fields.put("question", "Say \"when\"\nand where?");
        fields.put("answer", "In 1894 & here + there 100%");
        fields.put("contexts[]", "one");
        fields.put("metrics", "[\"faithfulness\", \"answer_relevancy\"]");
        fields.put("metadata", "{\"app\": \"dify\"}");
        fields.put("item", "7");

        JsonNode job = client.ended(ServiceClient.json(form("/api/score/session_async", fields)));

        assertThat(job.get("request_summary").get("question").asString()).isEqualTo("Say \"when\"\nand where?");
        assertThat(job.get("request_summary").get("answer").asString()).isEqualTo("In 1894 & here + there 100%");
        assertThat(job.get("request_summary").get("metrics")).hasSize(2);
        assertThat(job.get("metadata").get("app").asString()).isEqualTo("dify");
        assertThat(job.get("item").asString()).isEqualTo("7");

        fields.put("idempotency_key", "run-1");
        String first = form("/api/score/session_async", fields).body();
        assertThat(multipart(fields).body()).isEqualTo(first);
    }
}
