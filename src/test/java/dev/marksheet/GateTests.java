package dev.marksheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class GateTests extends RunningService {

    /** More than the service has threads for requests. */
    private static final int WAITING = 250;

    @Test
    void passesOnceTheEvidenceIsEnough() {
        submit("gate-good", "111111111111");

        JsonNode gate = gate("gate-good", "exact_match=0.5");

        assertThat(gate.get("verdict").asString()).isEqualTo("PASS");
        assertThat(gate.get("alpha").asDouble()).isEqualTo(0.05);
        assertThat(gate.get("rule").asString()).isEqualTo("evidence");
        assertThat(gate.get("calls").toString()).isEqualTo("{\"counted\":12,\"open\":0,\"expected\":null}");
        JsonNode criterion = gate.get("criteria").get(0);
        assertThat(criterion.get("evidence_for").asDouble()).isBetween(20.0, 60.0);
        assertThat(criterion.get("evidence_against").asDouble()).isLessThan(1);
        assertThat(criterion.get("mean").asDouble()).isEqualTo(1);
        assertThat(criterion.get("scored").asInt()).isEqualTo(12);
        assertThat(criterion.get("coverage").asDouble()).isEqualTo(1);
        assertThat(criterion.get("reason").asString()).contains("20 are enough");
    }

    @Test
    void hasTheFieldsThatProgramsRead() {
        submit("gate-fields", "1");

        JsonNode gate = gate("gate-fields", "exact_match=0.5");

        assertThat(gate.propertyNames()).containsExactly("verdict", "alpha", "rule", "calls", "criteria");
        assertThat(String.join(" ", gate.get("criteria").get(0).propertyNames()))
                .isEqualTo("metric threshold verdict mean scored failed skipped coverage evidence_for evidence_against"
                        + " reason");
    }

    @Test
    void failsAndStaysSo() {
        submit("gate-bad", "000000000000");
        double evidence = gate("gate-bad", "exact_match=0.5")
                .get("criteria")
                .get(0)
                .get("evidence_against")
                .asDouble();
        submit("gate-bad", "1".repeat(20));

        JsonNode gate = gate("gate-bad", "exact_match=0.5");

        assertThat(gate.get("verdict").asString()).isEqualTo("FAIL");
        assertThat(gate.get("criteria").get(0).get("evidence_against").asDouble())
                .isEqualTo(evidence);
        assertThat(gate.get("criteria").get(0).get("mean").asDouble()).isCloseTo(20 / 32.0, within(1e-6));
    }

    @Test
    void saysHowManyMoreCallsWouldSettleIt() {
        submit("gate-few", "1110111");

        JsonNode gate = gate("gate-few", "exact_match=0.6&expect=30");

        assertThat(gate.get("verdict").asString()).isEqualTo("UNDECIDED");
        assertThat(gate.get("calls").get("expected").asInt()).isEqualTo(30);
        assertThat(gate.get("criteria").get(0).get("reason").asString())
                .matches("7 of 30 expected calls have come; about \\d+ more calls like these would settle it");
    }

    @Test
    void looksOnceAtAllExpectedCalls() {
        submit("gate-once", "0111101111011110111101110");

        String before = gate("gate-once", "exact_match=0.55").get("verdict").asString();
        JsonNode once = gate("gate-once", "exact_match=0.55&expect=25");

        assertThat(before).isEqualTo("UNDECIDED");
        assertThat(once.get("verdict").asString()).isEqualTo("PASS");
        assertThat(once.get("criteria").get(0).get("reason").asString())
                .isEqualTo("all 25 expected calls together prove it");
        submit("gate-once", "000000");
        assertThat(gate("gate-once", "exact_match=0.55&expect=25")
                        .get("verdict")
                        .asString())
                .isEqualTo("PASS");
    }

    @Test
    void oneThatFailsFailsAllAndOneThatIsUndecidedKeepsAllFromPassing() {
        submit("gate-two", "111111111111");

        assertThat(gate("gate-two", "exact_match=0.5&string_present=0.5")
                        .get("verdict")
                        .asString())
                .isEqualTo("UNDECIDED");
        submit("gate-two", "111111111111", List.of("exact_match", "string_present"));
        JsonNode both = gate("gate-two", "exact_match=0.5&string_present=0.5");
        assertThat(both.get("verdict").asString()).isEqualTo("PASS");
        assertThat(both.get("criteria")).hasSize(2);
    }

    @Test
    void lessIsBetterWhereTheMetricSaysSo() {
        submit("gate-noise", "000000000000", List.of("noise_sensitivity"));

        JsonNode criterion = gate("gate-noise", "noise_sensitivity=0.4&rule=mean")
                .get("criteria")
                .get(0);

        boolean low = criterion.get("mean").asDouble() < 0.4;
        assertThat(criterion.get("verdict").asString()).isEqualTo(low ? "PASS" : "FAIL");
        assertThat(criterion.get("evidence_for").asDouble()
                        > criterion.get("evidence_against").asDouble())
                .isEqualTo(low);
    }

    @Test
    void aMinimumOfCoverageIsHeld() {
        submit("gate-cover", "111111111111");

        assertThat(gate("gate-cover", "exact_match=0.5&min_coverage=1")
                        .get("verdict")
                        .asString())
                .isEqualTo("PASS");
    }

    @Test
    void strictTellsTheVerdictByTheStatus() {
        submit("gate-strict", "111111111111");

        String path = "/api/runs/session-gate-strict/gate?strict=true&exact_match=";
        HttpResponse<String> pass = client.get(path + "0.5");
        HttpResponse<String> undecided = client.get(path + "0.99");
        submit("gate-strict-bad", "000000000000");
        HttpResponse<String> fail =
                client.get("/api/score/sessions/gate-strict-bad/gate?strict=true&exact_match=0.5&format=text");

        assertThat(pass.statusCode()).isEqualTo(200);
        assertThat(undecided.statusCode()).isEqualTo(424);
        assertThat(ServiceClient.json(undecided).get("verdict").asString()).isEqualTo("UNDECIDED");
        assertThat(fail.statusCode()).isEqualTo(422);
        assertThat(fail.body()).startsWith("FAIL  exact_match 0.000 (> 0.5)  ");
        assertThat(fail.headers().firstValue("Content-Type")).contains("text/plain;charset=UTF-8");
    }

    @Test
    void speaksChinese() {
        submit("gate-zh", "111111111111");

        String text = client.get(
                        "/api/score/sessions/gate-zh/gate?exact_match=0.5&format=text", "Accept-Language", "zh-CN")
                .body();

        assertThat(text).startsWith("通过").contains("证据");
        assertThat(gate("gate-zh", "exact_match=0.99&lang=zh")
                        .get("criteria")
                        .get(0)
                        .get("reason")
                        .asString())
                .contains("样本");
    }

    @Test
    void writesForPipelines() {
        String session = "gate | <b>::error::%25 [x](y)";
        submit(session, "101111111111");
        String path = "/api/score/sessions/" + ServiceClient.encode(session)
                + "/gate?exact_match=0.5&string_present=0.5&format=";

        String markdown = client.get(path + "markdown").body();
        String github = client.get(path + "github").body();

        assertThat(markdown)
                .startsWith(
                        "### ⏳ UNDECIDED [gate \\| \\<b\\>::error::%25 \\[x\\](y)](http://127.0.0.1:" + client.port())
                .contains("| ✅ PASS | `exact_match` \\> 0.5 | 0.917 | 12 / 12 | ")
                .containsPattern(
                        "- `exact_match` 0.00: \\[When did the bridge open\\?]\\(http://[^)]*/calls/[0-9a-f]{12}\\)");
        assertThat(github.lines())
                .hasSize(3)
                .anyMatch(line ->
                        line.startsWith("::notice title=exact_match 0.917 (> 0.5)::PASS%3A".replace("%3A", ":")))
                .anyMatch(line ->
                        line.startsWith("::warning title=gate | <b>%3A%3Aerror%3A%3A%2525 [x](y)::UNDECIDED: "));
    }

    @Test
    void writesTestReports() {
        submit("gate <junit>", "101111111111");

        String junit = client.get("/api/score/sessions/gate%20%3Cjunit%3E/gate"
                        + "?exact_match=0.5&string_present=0.5&format=junit")
                .body();

        assertThat(junit)
                .contains("tests=\"2\"", "failures=\"0\"", "errors=\"0\"", "skipped=\"1\"")
                .contains("name=\"marksheet gate gate &lt;junit&gt;\"")
                .contains(
                        "name=\"exact_match &gt; 0.5\"",
                        "<skipped message=\"string_present — (&gt; 0.5): no call that counts");
    }

    @Test
    void waitsForAVerdictWithoutHoldingThreads() throws Exception {
        submit("gate-wait", "1");
        List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
        for (int i = 0; i < WAITING; i++) {
            waiting.add(client.getLater("/api/score/sessions/gate-wait/gate?exact_match=0.5&wait=60"));
        }

        assertThat(gate("gate-wait", "exact_match=0.5").get("verdict").asString())
                .isEqualTo("UNDECIDED");
        assertThat(waiting).noneMatch(CompletableFuture::isDone);
        submit("gate-wait", "111111111111");

        for (CompletableFuture<HttpResponse<String>> answer : waiting) {
            JsonNode gate = ServiceClient.json(answer.get(60, TimeUnit.SECONDS));
            assertThat(gate.get("verdict").asString()).isEqualTo("PASS");
        }
    }

    @Test
    void saysHowItStandsWhenTheWaitIsOver() {
        submit("gate-over", "1");

        HttpResponse<String> response =
                client.get("/api/score/sessions/gate-over/gate?exact_match=0.5&wait=1&strict=true&format=text");

        assertThat(response.statusCode()).isEqualTo(424);
        assertThat(response.body()).contains("UNDECIDED  exact_match 1.000 (> 0.5)  about 7 more calls");
    }

    @Test
    void asksWhatWasSetForTheSession() {
        String settings = "/api/score/sessions/gate-set";
        assertThat(client.get(settings + "/gate").statusCode()).isEqualTo(404);
        client.put(settings, "{\"gate\": {\"criteria\": {\"exact_match\": 0.5}, \"alpha\": 0.1}, \"expect\": 12}");
        JsonNode before = client.read(settings + "?jobs=none").get("gate");
        submit("gate-set", "111111111111");

        JsonNode gate = client.read(settings + "/gate");
        JsonNode session = client.read("/api/runs/session-gate-set?jobs=none").get("gate");

        assertThat(before.get("verdict").asString()).isEqualTo("UNDECIDED");
        assertThat(gate.get("verdict").asString()).isEqualTo("PASS");
        assertThat(gate.get("alpha").asDouble()).isEqualTo(0.1);
        assertThat(gate.get("calls").get("expected").asInt()).isEqualTo(12);
        assertThat(session.get("criteria").toString()).isEqualTo("{\"exact_match\":0.5}");
        assertThat(session.get("verdict").asString()).isEqualTo("PASS");
        assertThat(session.get("results").get(0).get("metric").asString()).isEqualTo("exact_match");
        assertThat(gate("gate-set", "exact_match=0.9").get("verdict").asString())
                .isEqualTo("UNDECIDED");
    }

    private JsonNode gate(String session, String query) {
        return client.read("/api/score/sessions/" + ServiceClient.encode(session) + "/gate?" + query);
    }

    /** Calls with the scores 0 and 1, in this order. */
    private void submit(String session, String scores) {
        submit(session, scores, List.of("exact_match"));
    }

    private void submit(String session, String scores, List<String> metrics) {
        List<JsonNode> accepted = new ArrayList<>();
        for (char score : scores.toCharArray()) {
            Map<String, Object> call = call(session, "metrics", metrics);
            call.put("answer", score == '1' ? call.get("ground_truth") : "No.");
            accepted.add(client.submit(call));
        }
        accepted.forEach(client::ended);
    }
}
