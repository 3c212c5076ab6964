package dev.marksheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Files of rows as programs upload them. */
class DatasetsTests extends RunningService {

    private static final String CSV = "id,question,answer,contexts,note\n"
            + "a,When?,In 1894.,\"[\"\"It opened in 1894.\"\"]\",=1+1\n"
            + "b,\"How\nlong?\",007,one |||| two,NA\n";

    @Test
    void storesAFileAsItsNextVersionAndKnowsItAgain() {
        HttpResponse<String> stored = upload("bridges", CSV);
        assertThat(stored.statusCode()).as(stored.body()).isEqualTo(201);
        assertThat(stored.headers().firstValue("Location")).contains("/api/datasets/bridges/versions/1");
        JsonNode body = ServiceClient.json(stored);
        assertThat(body.get("version").asInt()).isEqualTo(1);
        assertThat(body.get("rows").asInt()).isEqualTo(2);
        assertThat(body.get("columns").get("id").asString()).isEqualTo("item");
        assertThat(body.get("columns").get("note").isNull()).isTrue();
        assertThat(body.get("problems")).isEmpty();

        HttpResponse<String> again = upload("bridges", CSV);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(ServiceClient.json(again).get("version").asInt()).isEqualTo(1);

        JsonNode next = ServiceClient.json(upload("bridges", CSV + "c,Who?,,,\n"));
        assertThat(next.get("version").asInt()).isEqualTo(2);
        assertThat(next.get("rows").asInt()).isEqualTo(3);
        assertThat(next.get("answered").asInt()).isEqualTo(2);
        assertThat(client.read("/api/datasets/bridges").get("versions")).hasSize(2);
        assertThat(client.read("/api/datasets").get("datasets").toString())
                .contains("\"name\":\"bridges\",\"version\":2,\"rows\":3");
    }

    @Test
    void handsTheRowsOutByTheirFields() {
        upload("handed", CSV);

        assertThat(client.get("/api/datasets/handed/versions/1").body())
                .isEqualTo("{\"item\":\"a\",\"question\":\"When?\",\"answer\":\"In 1894.\",\"contexts\":"
                        + "[\"It opened in 1894.\"],\"note\":\"=1+1\"}\n{\"item\":\"b\",\"question\":\"How\\nlong?\","
                        + "\"answer\":\"007\",\"contexts\":[\"one\",\"two\"],\"note\":\"NA\"}\n");
        assertThat(client.get("/api/datasets/handed/versions/1?format=csv").body())
                .startsWith("item,question,answer,")
                .contains("\"How\nlong?\",007,\"[\"\"one\"\",\"\"two\"\"]\"", ",=1+1\r\n");
        assertThat(client.get("/api/datasets/handed/versions/1?format=csv&spreadsheet=true")
                        .body())
                .startsWith("\uFEFF")
                .contains(",'=1+1\r\n");

        // What is handed out can be taken in again.
        byte[] download =
                client.download("/api/datasets/handed/versions/1?format=csv").body();
        assertThat(client.upload("/api/datasets/taken", download).statusCode()).isEqualTo(201);
        assertThat(client.get("/api/datasets/taken/versions/1").body())
                .isEqualTo(client.get("/api/datasets/handed/versions/1").body());
    }

    @Test
    void storesTheSoundRowsOfAFileAndNothingOfItWhereAllAreWanted() {
        String file = "{\"question\":\"1\"}\n{\"question\":\"\"}\n{\"question\":\n{\"question\":4}\n"
                + "{\"question\":\"5\",\"id\":\"x\"}\n{\"question\":\"6\",\"id\":\"x\"}\n";

        HttpResponse<String> refused = client.upload("/api/datasets/partly?partial=false", bytes(file));
        assertThat(refused.statusCode()).isEqualTo(422);
        JsonNode problems = ServiceClient.json(refused).get("problems");
        assertThat(problems).extracting(p -> p.get("line").asInt()).containsExactly(2, 3, 4, 6);
        assertThat(refused.body()).contains("\"field\":\"line 3\"", "partial must be true");
        assertThat(client.get("/api/datasets/partly").statusCode()).isEqualTo(404);

        HttpResponse<String> looked = client.upload("/api/datasets/partly?dry_run=true", bytes(file));
        assertThat(looked.statusCode()).isEqualTo(200);
        assertThat(looked.body()).contains("\"version\":null", "\"rows\":2", "\"problem_count\":4");
        assertThat(client.get("/api/datasets/partly").statusCode()).isEqualTo(404);

        HttpResponse<String> stored = upload("partly", file);
        assertThat(stored.statusCode()).isEqualTo(201);
        assertThat(stored.body()).contains("\"rows\":2", "\"problem_count\":4");
        assertThat(client.get("/api/datasets/partly/versions/1").body())
                .isEqualTo("{\"item\":\"1\",\"question\":\"1\"}\n{\"item\":\"x\",\"question\":\"5\"}\n");
        assertThat(stored.body()).contains("{\"line\":3,");
        assertThat(upload("partly", file).statusCode()).isEqualTo(200);
        assertThat(client.upload("/api/datasets/partly?partial=false", bytes(file))
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void refusesAFileOfWhichNoRowCanBeStored() {
        HttpResponse<String> refused = upload("nothing", "{\"question\":\"\"}\n{\"question\":\n");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .contains("rows there is none that can be stored")
                .doesNotContain("partial");
        assertThat(client.get("/api/datasets/nothing").statusCode()).isEqualTo(404);
    }

    @Test
    void takesChineseFilesAndColumnsThatAreTold() {
        byte[] file = "编号,题干,回答\n甲,桥什么时候开通？,1894年\n".getBytes(Charset.forName("GB18030"));

        HttpResponse<String> unknown = client.upload("/api/datasets/excel", file);
        assertThat(unknown.statusCode()).isEqualTo(422);
        assertThat(unknown.body()).contains("?question=COLUMN", "题干");

        HttpResponse<String> told = client.upload("/api/datasets/excel?question=" + ServiceClient.encode("题干"), file);
        assertThat(told.statusCode()).as(told.body()).isEqualTo(201);
        assertThat(told.body()).contains("\"encoding\":\"GB18030\"", "\"题干\":\"question\"", "\"answered\":1");
    }

    @Test
    void refusesWhatIsNoDataset() {
        assertThat(upload("empty", "").statusCode()).isEqualTo(422);
        assertThat(upload("empty", "question,answer\n").body()).contains("\"field\":\"rows\"");
        assertThat(client.upload("/api/datasets/odd?answer=nowhere", bytes(CSV)).body())
                .contains("\"field\":\"answer\"", "question");
    }

    @Test
    void deletesADatasetAndNumbersItsNextVersionOn() {
        upload("gone", CSV);
        assertThat(client.send("DELETE", "/api/datasets/gone").statusCode()).isEqualTo(204);
        assertThat(client.send("DELETE", "/api/datasets/gone").statusCode()).isEqualTo(404);
        assertThat(client.get("/api/datasets/gone/versions/1").statusCode()).isEqualTo(404);

        assertThat(ServiceClient.json(upload("gone", CSV)).get("version").asInt())
                .isEqualTo(2);
    }

    @Test
    void takesAFileThatIsLargerThanACallMayBe() {
        String row = "{\"question\":\"" + "x".repeat(1000) + "\"}\n";

        HttpResponse<String> stored = upload("large", row.repeat(12_000));
        assertThat(stored.statusCode()).as(stored.body()).isEqualTo(201);
        assertThat(stored.body()).contains("\"rows\":12000");
        client.send("DELETE", "/api/datasets/large");
    }

    @Test
    void scoresTheRowsThatHaveAnAnswerOnce() {
        upload("scored", CSV + "c,Who?,,,\n");
        Map<String, Object> order = Map.of("session_id", "of-dataset", "metrics", List.of("faithfulness"));

        HttpResponse<String> ordered = client.post("/api/datasets/scored/score", order);
        assertThat(ordered.statusCode()).as(ordered.body()).isEqualTo(202);
        assertThat(ordered.headers().firstValue("Location")).contains("/api/score/sessions/of-dataset");
        assertThat(ordered.body()).contains("\"dataset\":\"scored@1\"", "\"calls\":2", "\"unanswered\":1");
        JsonNode session = done("of-dataset", 2);
        assertThat(session.get("items").get("of").asInt()).isEqualTo(2);
        assertThat(session.get("items").get("datasets").get(0).asString()).isEqualTo("scored@1");
        assertThat(session.get("jobs"))
                .extracting(job -> job.get("item").asString())
                .containsExactly("a", "b");

        assertThat(client.post("/api/datasets/scored/score", order).statusCode())
                .isEqualTo(202);
        assertThat(client.read("/api/score/sessions/of-dataset")
                        .get("call_count")
                        .asInt())
                .isEqualTo(2);
        assertThat(client.post(
                                "/api/datasets/scored/score",
                                Map.of("session_id", "of-dataset", "metrics", List.of("context_recall")))
                        .body())
                .contains("\"field\":\"session_id\"", "holds scored@1 already");
    }

    @Test
    void countsItemsOfCallsThatWerePosted() {
        upload("asked", "id,question\n17,When?\n18,Where?\n");
        Map<String, Object> call = call("answered", "dataset", "asked@1");
        call.put("item", 17);
        client.ended(client.submit(call));
        JsonNode again = client.ended(client.submit(call));
        assertThat(again.get("dataset").asString()).isEqualTo("asked@1");

        JsonNode session = done("answered", 1);
        assertThat(session.get("items").get("of").asInt()).isEqualTo(2);
        assertThat(session.get("call_count").asInt()).isEqualTo(2);

        assertThat(client.post("/api/score/session_async", call("answered", "dataset", "asked@2"))
                        .body())
                .contains("\"field\":\"dataset\"");
        assertThat(client.post("/api/score/session_async", call("answered", "dataset", "asked@1"))
                        .body())
                .contains("\"field\":\"item\"", "is required");
    }

    @Test
    void fillsInWhatACallLeavesOutOfItsRow() {
        upload("known", "id,question,ground_truth,answer\n17,When did it open?,In 1894.,Never.\n");

        JsonNode filled = client.ended(client.submit(
                Map.of("session_id", "filled-in", "dataset", "known", "item", "17", "answer", "It opened in 1894.")));
        JsonNode own = client.ended(client.submit(Map.of(
                "session_id",
                "filled-in",
                "dataset",
                "known",
                "item",
                "17",
                "question",
                "And when?",
                "answer",
                "Then.")));

        assertThat(filled.at("/request_summary/question").asString()).isEqualTo("When did it open?");
        assertThat(filled.at("/request_summary/answer").asString()).isEqualTo("It opened in 1894.");
        assertThat(filled.at("/request_summary/has_ground_truth").asBoolean()).isTrue();
        assertThat(own.at("/request_summary/question").asString()).isEqualTo("And when?");
        assertThat(client.post("/api/score/session_async", Map.of("session_id", "filled-in", "answer", "Then."))
                        .body())
                .contains("\"field\":\"question\"");
    }

    private JsonNode done(String session, int items) {
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> client.read("/api/score/sessions/" + session),
                        status -> status.get("items").get("done").asInt() == items);
    }

    private HttpResponse<String> upload(String name, String file) {
        return client.upload("/api/datasets/" + name, bytes(file));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
