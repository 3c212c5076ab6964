package dev.marksheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** By which rules a gate comes to its verdict, and how each is written. */
class GateRulesTests extends RunningService {

    private static final int CALLS = 12;
    private static final String GOOD = "rules-good";
    private static final String BAD = "rules-bad";

    private static boolean submitted;

    @BeforeEach
    void submitOnce() {
        if (!submitted) {
            submitted = true;
            submit(GOOD, true);
            submit(BAD, false);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    json     | 200 "verdict":"PASS" | 422 "verdict":"FAIL" | 424 "verdict":"UNDECIDED"
                    text     | 200 PASS             | 422 FAIL             | 424 UNDECIDED
                    markdown | 200 ✅ PASS           | 422 ❌ FAIL           | 424 ⏳ UNDECIDED
                    junit    | 200 failures="0"     | 422 <failure         | 424 <skipped
                    github   | 200 ::notice         | 422 ::error          | 424 ::warning
                    """)
    void strictTellsTheVerdictByTheStatusInEveryFormat(String format, String pass, String fail, String undecided) {
        assertStrict(GOOD, "exact_match=0.5", format, pass);
        assertStrict(BAD, "exact_match=0.5", format, fail);
        assertStrict(GOOD, "exact_match=0.99", format, undecided);
        assertThat(ask(BAD, "exact_match=0.5&format=" + format).statusCode())
                .as("without strict")
                .isEqualTo(200);
    }

    private void assertStrict(String session, String query, String format, String expected) {
        HttpResponse<String> answer = ask(session, query + "&strict=true&format=" + format);
        assertThat(answer.statusCode() + " " + answer.body()).startsWith(expected.substring(0, 4));
        assertThat(answer.body()).contains(expected.substring(4).strip());
    }

    @Test
    void waitsForNothingWhenAllExpectedCallsHaveEnded() throws Exception {
        HttpResponse<String> answer = client.getLater(
                        "/api/score/sessions/" + GOOD + "/gate?exact_match=0.99&wait=600&expect=" + CALLS)
                .get(60, TimeUnit.SECONDS);

        assertThat(answer.body()).contains("\"verdict\":\"UNDECIDED\"", "\"counted\":" + CALLS);
    }

    @Test
    void byThePlainMeanItSaysSoAndWaitsForAllCalls() {
        JsonNode pass = gate(GOOD, "exact_match=1&rule=mean");
        JsonNode fail = gate(BAD, "exact_match=0.01&rule=mean");
        JsonNode early = gate(GOOD, "exact_match=0.5&rule=mean&expect=13");

        assertThat(pass.get("verdict").asString()).isEqualTo("PASS");
        assertThat(pass.get("rule").asString()).isEqualTo("mean");
        assertThat(reason(pass)).isEqualTo("by the plain mean, which chance may turn on the next run");
        assertThat(fail.get("verdict").asString()).isEqualTo("FAIL");
        assertThat(early.get("verdict").asString()).isEqualTo("UNDECIDED");
        assertThat(reason(early)).isEqualTo("12 of 13 expected calls have come");
    }

    @Test
    void halfOfAlphaIsKeptWhereCallsAreExpected() {
        assertThat(reason(gate(GOOD, "exact_match=0.5"))).endsWith("and 20 are enough");
        assertThat(reason(gate(GOOD, "exact_match=0.5&alpha=0.1"))).endsWith("and 10 are enough");
        assertThat(reason(gate(GOOD, "exact_match=0.5&expect=11"))).endsWith("and 40 are enough");
        assertThat(reason(gate(GOOD, "exact_match=0.7&expect=12")))
                .isEqualTo("all 12 expected calls together prove it");
        assertThat(gate(GOOD, "exact_match=0.7").get("verdict").asString()).isEqualTo("UNDECIDED");
    }

    @Test
    void eachOfSeveralCriteriaNeedsMoreEvidenceToFail() {
        JsonNode alone = gate(BAD, "exact_match=0.5&alpha=0.01");
        JsonNode five = gate(
                BAD, "alpha=0.01&exact_match=0.5&bleu_score=0.5&rouge_score=0.5&chrf_score=0.5&string_present=0.5");

        assertThat(reason(alone)).endsWith("and 100 are enough");
        assertThat(alone.get("verdict").asString()).isEqualTo("FAIL");
        assertThat(five.get("verdict").asString()).isEqualTo("UNDECIDED");
        assertThat(five.at("/criteria/0/evidence_against").asDouble()).isBetween(100.0, 500.0);
    }

    @Test
    void skippedMetricsDoNotCount() {
        JsonNode gate = gate(GOOD, "exact_match=0.5&context_entity_recall=0.5&min_coverage=1");

        assertThat(gate.get("verdict").asString()).isEqualTo("UNDECIDED");
        assertThat(gate.at("/criteria/0/verdict").asString()).isEqualTo("PASS");
        submitWithout("rules-skipped");
        JsonNode skipped =
                gate("rules-skipped", "exact_match=0.5&min_coverage=1").at("/criteria/0");
        assertThat(skipped.get("skipped").asInt()).isEqualTo(2);
        assertThat(skipped.get("scored").asInt()).isEqualTo(CALLS);
        assertThat(skipped.get("coverage").asDouble()).isEqualTo(1);
        assertThat(skipped.get("verdict").asString()).isEqualTo("PASS");
        assertThat(skipped.get("evidence_for"))
                .isEqualTo(gate(GOOD, "exact_match=0.5").at("/criteria/0/evidence_for"));
    }

    /** Answers equal to the reference have a similarity of 1, which is 1 of [-1, 1] too. */
    @Test
    void valuesAndThresholdsAreScaledFromTheRangeOfTheMetric() {
        double scaled =
                gate(GOOD, "answer_similarity=0").at("/criteria/0/evidence_for").asDouble();
        double plain =
                gate(GOOD, "exact_match=0.5").at("/criteria/0/evidence_for").asDouble();

        assertThat(scaled).isCloseTo(plain, within(1e-6));
        assertThat(ask(GOOD, "answer_similarity=-1").body())
                .contains("must lie between -1.0 and 1.0 and not at an end");
        assertThat(ask(GOOD, "answer_similarity=-0.2").statusCode()).isEqualTo(200);
    }

    @Test
    void theRunsAddressAnswersTheSame() {
        HttpResponse<String> run = client.get("/api/runs/session-" + GOOD + "/gate?exact_match=0.5&format=text");

        assertThat(run.body())
                .isEqualTo(ask(GOOD, "exact_match=0.5&format=text").body());
        assertThat(client.get("/api/runs/session-nobody/gate?exact_match=0.5").statusCode())
                .isEqualTo(404);
    }

    private HttpResponse<String> ask(String session, String query) {
        return client.get("/api/score/sessions/" + session + "/gate?" + query);
    }

    private JsonNode gate(String session, String query) {
        return client.read("/api/score/sessions/" + session + "/gate?" + query);
    }

    private static String reason(JsonNode gate) {
        return gate.at("/criteria/0/reason").asString();
    }

    private void submit(String session, boolean good) {
        List<JsonNode> accepted = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            Map<String, Object> call = call(session, "metrics", List.of("exact_match", "answer_similarity"));
            call.put("answer", good ? call.get("ground_truth") : "No.");
            accepted.add(client.submit(call));
        }
        accepted.forEach(client::ended);
    }

    private void submitWithout(String session) {
        List<JsonNode> accepted = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Map<String, Object> call = call(session, "metrics", List.of("exact_match", "faithfulness"));
            call.remove("ground_truth");
            accepted.add(client.submit(call));
        }
        accepted.forEach(client::ended);
        submit(session, true);
    }
}
