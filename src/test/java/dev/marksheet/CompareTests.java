package dev.marksheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CompareTests extends RunningService {

    private static final String PATH = "/api/compare?run=session-worse&run=session-better";

    @BeforeEach
    void submitTwoRuns() {
        for (int i = 0; i < 6; i++) {
            submit("worse", "Question " + i + "?", "Painters in Lisbon adore purple elephants numbered " + i + ".");
            submit("better", " Question  " + i + "?", "The bridge opened in 1894.");
        }
    }

    @Test
    void comparesEqualQuestionsPairByPairAndSaysWhatTheFiguresProve() {
        JsonNode run = client.read(PATH).get("runs").get(0);
        JsonNode metric = run.get("metrics").get("faithfulness");

        assertThat(metric.get("pairs").asInt()).isEqualTo(6);
        assertThat(metric.get("verdict").asString()).isEqualTo("better");
        assertThat(metric.get("low95").asDouble())
                .isBetween(0.0, metric.get("difference").asDouble());
        assertThat(run.get("judged_differently")).isEmpty();
        JsonNode turned = client.read("/api/compare?run=session-better&run=session-worse")
                .get("runs")
                .get(0);
        assertThat(turned.get("metrics").get("faithfulness").get("verdict").asString())
                .isEqualTo("worse");
    }

    @Test
    void saysWhyNothingIsDecided() {
        client.ended(client.submit(call("single")));

        JsonNode metric = client.read("/api/compare?run=session-better&run=session-single")
                .get("runs")
                .get(0)
                .get("metrics")
                .get("faithfulness");

        assertThat(metric.get("verdict").asString()).isEqualTo("undecided");
        assertThat(metric.get("undecided_because").asString()).isEqualTo("no_interval");
        JsonNode decided = client.read(PATH).get("runs").get(0).get("metrics").get("faithfulness");
        assertThat(decided.get("undecided_because").isNull()).isTrue();
    }

    @Test
    void namesTheQuestionsThatChangedMost() {
        JsonNode changed = client.read(PATH).get("runs").get(0).get("changed").get(0);
        JsonNode job =
                client.read("/api/score/session/jobs/" + changed.get("job_id").asString());
        String page =
                client.get("/compare?run=session-worse&run=session-better").body();

        assertThat(changed.get("metric").asString()).isEqualTo("faithfulness");
        assertThat(job.get("session_id").asString()).isEqualTo("better");
        assertThat(page).contains("verdict-chip better", "6 equal questions", "Question  0?");
    }

    private void submit(String session, String question, String answer) {
        Map<String, Object> call = new LinkedHashMap<>(call(session, "question", question));
        call.put("answer", answer);
        client.ended(client.submit(call));
    }

    @Test
    void pairsByItemWhereBothRunsHaveItems() {
        for (int i = 0; i < 6; i++) {
            // The questions are others, or the same ones of other items: only the items pair.
            submitItem("items-one", "row " + i, "Question " + i + "?");
            submitItem("items-two", "row " + i, "Question " + (5 - i) + ", in other words?");
            submitItem("items-three", "line " + i, "Question " + i + "?");
        }
        client.put("/api/score/sessions/items-one", "{\"labels\": {\"sha\": \"a1\", \"same\": \"x\", \"old\": \"y\"}}");
        client.put(
                "/api/score/sessions/items-two",
                "{\"name\": \"<two>\", \"labels\": {\"same\": \"x\", \"sha\": \"<b2>\"}}");

        JsonNode runs = client.read("/api/compare?run=session-items-one&run=session-items-two&run=session-items-three")
                .get("runs");

        assertThat(runs.at("/0/metrics/faithfulness/pairs").asInt()).isEqualTo(6);
        assertThat(runs.at("/1/metrics/faithfulness/pairs").isNull()).isTrue();
        assertThat(runs.at("/0/name").asString()).isEqualTo("<two>");
        assertThat(runs.at("/0/label_changes").toString())
                .isEqualTo("{\"sha\":{\"base\":\"a1\",\"run\":\"<b2>\"},\"old\":{\"base\":\"y\",\"run\":null}}");
        assertThat(client.get("/compare?run=session-items-one&run=session-items-two&base=session-items-one")
                        .body())
                .contains("&lt;two&gt;", "&lt;b2&gt;", "<bdi>sha</bdi>", "<bdi>—</bdi>")
                .doesNotContain("<bdi>same</bdi>");
    }

    private void submitItem(String session, String item, String question) {
        Map<String, Object> call = new LinkedHashMap<>(call(session, "item", item));
        call.put("question", question);
        client.ended(client.submit(call));
    }
}
