package dev.marksheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class GateBaselineTests extends RunningService {

    @Test
    void isNotWorseThanItself() {
        submit("base-same", "01".repeat(30), "question", 0);
        submit("same", "01".repeat(30), "question", 0);

        JsonNode gate = gate("same", "baseline=base-same&margin=0.2");

        JsonNode metric = gate.get("baseline").get("metrics").get(0);
        assertThat(gate.get("verdict").asString()).isEqualTo("PASS");
        assertThat(gate.get("criteria")).isEmpty();
        assertThat(gate.get("baseline").get("session_id").asString()).isEqualTo("base-same");
        assertThat(gate.get("baseline").get("verdict").asString()).isEqualTo("PASS");
        assertThat(metric.get("pairs").asInt()).isEqualTo(60);
        assertThat(metric.get("difference").asDouble()).isZero();
        assertThat(metric.get("evidence_for").asDouble()).isGreaterThan(20);
    }

    @Test
    void isWorseAndFails() {
        submit("base-better", "1".repeat(40), "question", 0);
        submit("worse", "10".repeat(20), "question", 0);

        JsonNode gate = gate("worse", "exact_match=0.1&baseline=base-better&margin=0.05");

        assertThat(gate.get("criteria").get(0).get("verdict").asString()).isEqualTo("PASS");
        assertThat(gate.get("baseline").get("verdict").asString()).isEqualTo("FAIL");
        assertThat(gate.get("baseline").get("metrics").get(0).get("difference").asDouble())
                .isCloseTo(-0.5, within(1e-9));
        assertThat(gate.get("verdict").asString()).isEqualTo("FAIL");
    }

    @Test
    void pairsItemsOfADataSetWhateverTheyAsk() {
        submitItems("base-items", "1".repeat(12), "Asked so: ");
        submitItems("items", "1".repeat(12), "And otherwise: ");

        JsonNode gate = gate("items", "baseline=base-items&margin=0.5");

        assertThat(gate.get("baseline").get("metrics").get(0).get("pairs").asInt())
                .isEqualTo(12);
    }

    @Test
    void saysWhatIsMissing() {
        submit("base-part", "1".repeat(4), "question", 0);
        submit("part", "1".repeat(4), "question", 1);

        assertThat(reason("part", "base-part"))
                .isEqualTo("1 call is about an item that the baseline has no score of: add it there, or rescore it;"
                        + " 1 of the baseline's 4 items has no call here yet");
        assertThat(gate("part", "baseline=base-part").get("verdict").asString()).isEqualTo("UNDECIDED");
        assertThat(gate("part", "baseline=nobody&exact_match=0.5")
                        .get("baseline")
                        .get("reason")
                        .asString())
                .isEqualTo("there is no session nobody to compare with");
    }

    @Test
    void comparesNoMarksOfDifferentJudges() {
        client.ended(client.submit(call("base-judge", "metrics", List.of("rouge_score"))));
        client.ended(client.submit(call("judge", "metrics", List.of("rouge_score(mode=recall)", "exact_match"))));

        assertThat(gate("judge", "baseline=base-judge")
                        .get("baseline")
                        .get("metrics")
                        .toString())
                .contains("judges differ, so a difference may be the judge's: rescore the baseline")
                .contains("rescore the baseline with this metric");
    }

    private String reason(String session, String base) {
        return gate(session, "baseline=" + base)
                .get("baseline")
                .get("metrics")
                .get(0)
                .get("reason")
                .asString();
    }

    private JsonNode gate(String session, String query) {
        return client.read("/api/score/sessions/" + session + "/gate?" + query);
    }

    private void submit(String session, String scores, String question, int from) {
        List<JsonNode> accepted = new ArrayList<>();
        for (int i = 0; i < scores.length(); i++) {
            accepted.add(client.submit(call(session, scores.charAt(i), question + " " + (from + i) + "?")));
        }
        accepted.forEach(client::ended);
    }

    private void submitItems(String session, String scores, String question) {
        List<JsonNode> accepted = new ArrayList<>();
        for (int i = 0; i < scores.length(); i++) {
            Map<String, Object> call = call(session, scores.charAt(i), question + i);
            call.put("item", "row " + i);
            accepted.add(client.submit(call));
        }
        accepted.forEach(client::ended);
    }

    private static Map<String, Object> call(String session, char score, String question) {
        Map<String, Object> call = call(session, "metrics", List.of("exact_match"));
        call.put("question", question);
        call.put("answer", score == '1' ? call.get("ground_truth") : "No.");
        return call;
    }
}
