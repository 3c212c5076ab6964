package dev.marksheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What clients know their calls by: an item and metadata. */
class CallTagsTests extends RunningService {

    private static final String PATH = "/api/score/session_async";

    private static Map<String, Object> tagged(String session, Object item, Map<String, String> metadata) {
        Map<String, Object> call = call(session, "item", item);
        call.put("metadata", metadata);
        return call;
    }

    @Test
    void keepsItemAndMetadata() {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("tenant", "左岸, \"quoted\"");
        metadata.put("empty", "");

        JsonNode job = client.ended(client.submit(tagged("tags-kept", "row 17", metadata)));

        assertThat(job.get("item").asString()).isEqualTo("row 17");
        assertThat(job.get("metadata").toString()).isEqualTo(ServiceClient.write(metadata));
        JsonNode listed = client.read("/api/score/sessions/tags-kept").at("/jobs/0");
        assertThat(listed.get("item")).isEqualTo(job.get("item"));
        assertThat(listed.get("metadata")).isEqualTo(job.get("metadata"));
        String csv =
                client.get("/api/runs/session-tags-kept/scores.csv?columns=all").body();
        assertThat(csv.lines().findFirst().orElseThrow()).endsWith(",item,metadata");
        assertThat(csv)
                .endsWith(",row 17,\"{\"\"tenant\"\":\"\"左岸, \\\"\"quoted\\\"\"\"\",\"\"empty\"\":\"\"\"\"}\"\r\n");
    }

    @Test
    void takesAWholeNumberForAnItem() {
        assertThat(client.ended(client.submit(call("tags-number", "item", 17)))
                        .get("item")
                        .asString())
                .isEqualTo("17");
        assertThat(client.ended(client.submit(call("tags-number"))).get("item").isNull())
                .isTrue();
    }

    @Test
    void refusesTagsThatAreTooLargeOrNone() {
        Map<String, String> many = new LinkedHashMap<>();
        IntStream.range(0, 21).forEach(i -> many.put("key" + i, "v"));

        assertRefused("item", "i".repeat(201), 422, "item");
        assertRefused("item", "a\nb", 422, "item");
        assertRefused("item", 1.5, 400, "item");
        assertRefused("metadata", many, 422, "metadata");
        assertRefused("metadata", Map.of("a:b", "c"), 422, "metadata.a:b");
        assertRefused("metadata", Map.of("a", "c".repeat(501)), 422, "metadata.a");
        assertRefused("metadata", Map.of("a", 1), 400, "metadata.a");
        assertRefused("metadata", "a", 400, "metadata");
        assertThat(client.get("/api/score/sessions/tags-refused").statusCode()).isEqualTo(404);
    }

    private void assertRefused(String field, Object value, int status, String named) {
        HttpResponse<String> refused = client.post(PATH, call("tags-refused", field, value));
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(status);
        assertThat(ServiceClient.json(refused).at("/errors/0/field").asString()).isEqualTo(named);
    }
}
