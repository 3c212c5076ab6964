package dev.marksheet.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.marksheet.api.ApiSlice.Answer;
import dev.marksheet.gate.Criterion;
import dev.marksheet.gate.CriterionResult;
import dev.marksheet.gate.GateQuestion;
import dev.marksheet.gate.GateResult;
import dev.marksheet.gate.GateRule;
import dev.marksheet.gate.GateVerdict;
import dev.marksheet.gate.Progress;
import dev.marksheet.gate.Scale;
import dev.marksheet.gate.WorstCall;
import dev.marksheet.gate.live.GateWaits;
import dev.marksheet.gate.live.Gates;
import dev.marksheet.metric.MetricBeans;
import dev.marksheet.query.SessionQueries;
import dev.marksheet.session.GateSettings;
import dev.marksheet.session.Reported;
import dev.marksheet.session.SessionReport;
import dev.marksheet.statistics.MetricRange;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataAccessResourceFailureException;

/** What a gate answers at once. */
class GateControllerTests {

    private static final String PATH = "/api/runs/session-s/gate?faithfulness=0.85";
    private static final GateQuestion ASKED = new GateQuestion(
            List.of(new Criterion("faithfulness", 0.85)), null, null, null, GateQuestion.ALPHA, GateRule.EVIDENCE);

    private final SessionReport report = Reported.session("s").report();
    private final SessionQueries sessions = mock(SessionQueries.class);
    private final Gates gates = mock(Gates.class);
    private final GateWaits waits = mock(GateWaits.class);
    private final ApiSlice slice =
            ApiSlice.of(new GateController(sessions, gates, waits, MetricBeans.standard(), ApiSlice.mapper()));

    GateControllerTests() {
        when(sessions.ofRun("session-s")).thenReturn(Optional.of(report));
        when(sessions.ofSession("s")).thenReturn(Optional.of(report));
        when(gates.scale(eq(report), anyString())).thenReturn(Optional.of(new Scale(MetricRange.UNIT)));
    }

    static GateResult result(SessionReport report, GateVerdict verdict, @Nullable Long expected) {
        CriterionResult criterion = new CriterionResult(
                "faithfulness",
                0.85,
                verdict,
                0.9123456789,
                31,
                2,
                0,
                0.939393939,
                true,
                19.5,
                0.25,
                20,
                20,
                List.of());
        return new GateResult(
                report.session(), report.run(), ASKED, new Progress(31, 2, 33, expected), List.of(criterion), null);
    }

    private void says(GateVerdict verdict) {
        when(gates.look(eq(report), any())).thenReturn(Optional.of(result(report, verdict, null)));
    }

    @Test
    void saysHowASessionStandsUnderEitherOfItsNames() {
        says(GateVerdict.UNDECIDED);

        Answer answer = slice.get(PATH);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.response().getHeaders("Vary")).contains("Accept-Language", "Cookie");
        assertThat(answer.body()).isEqualTo("""
                {"verdict":"UNDECIDED","alpha":0.05,"rule":"evidence","calls":{"counted":31,"open":2,"expected":null},\
                "criteria":[{"metric":"faithfulness","threshold":0.85,"verdict":"UNDECIDED","mean":0.912346,"scored":31,\
                "failed":2,"skipped":0,"coverage":0.939394,"evidence_for":19.5,"evidence_against":0.25,"reason":""}]}""");
        assertThat(slice.get("/api/score/sessions/s/gate?faithfulness=0.85").body())
                .isEqualTo(answer.body());
        verifyNoInteractions(waits);
    }

    @ParameterizedTest
    @CsvSource({"PASS,200", "FAIL,422", "UNDECIDED,424"})
    void tellsTheVerdictByItsStatusOnlyIfAskedTo(GateVerdict verdict, int status) {
        says(verdict);

        assertThat(slice.get(PATH).status()).isEqualTo(200);
        assertThat(slice.get(PATH + "&strict=false").status()).isEqualTo(200);
        Answer strict = slice.get(PATH + "&strict=true");
        assertThat(strict.status()).isEqualTo(status);
        assertThat(strict.json().get("verdict").asString()).isEqualTo(verdict.name());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            json     | application/json                | {"verdict":"FAIL"
            text     | text/plain;charset=UTF-8        | FAIL  faithfulness 0.912 (> 0.85)
            markdown | text/markdown;charset=UTF-8     | ### ❌ FAIL [s](http://localhost/runs/session-s)
            junit    | application/xml;charset=UTF-8   | <?xml version="1.0" encoding="UTF-8"?>
            github   | text/plain;charset=UTF-8        | ::error title=faithfulness 0.912 (> 0.85)::FAIL
            """)
    void writesForWhoeverReads(String format, String type, String beginning) {
        says(GateVerdict.FAIL);
        when(gates.worst(any()))
                .thenReturn(List.of(new WorstCall("faithfulness", "When?", 0.1, "/runs/session-s/calls/aaaaaaaaaaaa")));

        Answer answer = slice.get(PATH + "&format=" + format);

        assertThat(answer.header("Content-Type")).isEqualTo(type);
        assertThat(answer.body()).startsWith(beginning);
        assertThat(answer.body().contains("http://localhost/runs/session-s/calls/aaaaaaaaaaaa"))
                .isEqualTo(format.equals("markdown"));
    }

    @Test
    void givesItsReasonsInTheLanguageOfWhoeverReads() {
        says(GateVerdict.PASS);

        Answer chinese =
                slice.send(ApiSlice.request("GET", PATH + "&format=text").header("Accept-Language", "zh-CN"));
        Answer french =
                slice.send(ApiSlice.request("GET", PATH + "&format=text").header("Accept-Language", "fr"));

        assertThat(chinese.body()).startsWith("通过");
        assertThat(french.body()).startsWith("PASS");
    }

    @Test
    void answersInTheFormatThatIsAskedForWhateverIsAccepted() {
        says(GateVerdict.PASS);

        assertThat(slice.send(ApiSlice.request("GET", PATH + "&format=junit").accept("text/csv"))
                        .header("Content-Type"))
                .isEqualTo("application/xml;charset=UTF-8");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            exact_match=1 | exact_match | no number of calls can prove
            exact_match=0 | exact_match | no number of calls can prove
            exact_match=1.5 | exact_match | must lie between 0.0 and 1.0
            exact_match=1.0001&rule=mean | exact_match | must lie between 0.0 and 1.0
            exact_match=high | exact_match | must be a number
            exact_match=NaN | exact_match | must be a number
            exact_match= | exact_match | must be a number
            exact_match=0.5&exact_match=0.6 | exact_match | more than once
            nope=0.5 | nope | is neither a metric nor a parameter of the gate; valid:
            faithfullness=0.5 | faithfullness | did you mean faithfulness?
            exact_match=0.5&alfa=0.1 | alfa | did you mean alpha?
            exact_match=0.5&alpha=0 | alpha | must be a number between
            exact_match=0.5&alpha=0.5001 | alpha | must be a number between
            exact_match=0.5&wait=3601 | wait | between 0 and 3600
            exact_match=0.5&wait=-1 | wait | between 0 and 3600
            exact_match=0.5&expect=0 | expect | whole number
            exact_match=0.5&expect=10000001 | expect | whole number
            exact_match=0.5&rule=median | rule | must be evidence or mean
            exact_match=0.5&format=yaml | format | must be json, text
            exact_match=0.5&strict=yes | strict | must be true or false
            exact_match=0.5&min_coverage=1.01 | min_coverage | between 0.0 and 1.0
            exact_match=0.5&margin=0.1 | margin | needs a baseline
            baseline=s | baseline | must be another session
            baseline= | baseline | must be the id of a session
            baseline=x&margin=-0.1 | margin | must be a number, at least 0.0
            alpha=0.05 | criteria | are missing
            answer_similarity=0.5&semantic_similarity=0.6 | semantic_similarity | another name
            """)
    void refusesWhatIsWrongByName(String query, String field, String message) {
        Answer answer = slice.get("/api/score/sessions/s/gate?" + query);

        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.faults()).containsExactly(field);
        assertThat(answer.json().at("/errors/0/message").asString()).contains(message);
    }

    @ParameterizedTest
    @CsvSource({
        "exact_match=1&rule=mean",
        "exact_match=0&rule=mean",
        "exact_match=0.5&alpha=0.5",
        "exact_match=0.5&alpha=0.0001",
        "exact_match=0.5&expect=10000000",
        "exact_match=0.5&min_coverage=1",
        "exact_match=.5&lang=zh",
        "baseline=x&margin=0.99",
        "baseline=x"
    })
    void asksWhatLiesOnTheEdge(String query) {
        says(GateVerdict.PASS);

        assertThat(slice.get("/api/score/sessions/s/gate?" + query).status()).isEqualTo(200);
    }

    @Test
    void allowsNoMarginAsWideAsTheRangeOfAMetricWithScores() {
        SessionReport scored = Reported.session("t")
                .scores("rubrics_score", new MetricRange(1, 5, true), 3)
                .report();
        when(sessions.ofSession("t")).thenReturn(Optional.of(scored));
        when(gates.look(eq(scored), any())).thenReturn(Optional.of(result(scored, GateVerdict.PASS, null)));

        String path = "/api/score/sessions/t/gate?baseline=x&margin=";
        assertThat(slice.get(path + "4").detail()).contains("must be less than the range of rubrics_score is wide");
        assertThat(slice.get(path + "3.99").status()).isEqualTo(200);
    }

    @Test
    void takesAMarginForTheSettingsBaselineOnlyWhereThatIsAskedFor() {
        GateSettings gate = new GateSettings(Map.of("exact_match", 0.5), "x", null, null, null, null);
        SessionReport set = Reported.session("t").gate(gate).report();
        when(sessions.ofSession("t")).thenReturn(Optional.of(set));
        when(gates.scale(eq(set), anyString())).thenReturn(Optional.of(new Scale(MetricRange.UNIT)));
        when(gates.look(eq(set), any())).thenReturn(Optional.of(result(set, GateVerdict.PASS, null)));

        String path = "/api/score/sessions/t/gate?margin=0.1";
        assertThat(slice.get(path).status()).isEqualTo(200);
        assertThat(slice.get(path + "&exact_match=0.6").detail()).contains("margin needs a baseline");
        assertThat(slice.get(path + "&exact_match=0.6&baseline=x").status()).isEqualTo(200);
    }

    @Test
    void findsNoSessionThatIsNotThereBeforeItReadsTheQuestion() {
        Answer session = slice.get("/api/score/sessions/nobody/gate?nope=1");
        assertThat(session.status()).isEqualTo(404);
        assertThat(session.detail()).contains("There is no session nobody.");
        assertThat(slice.get("/api/runs/session-nobody/gate").detail()).contains("There is no run session-nobody.");
    }

    @Test
    void saysThatASessionHasGoneWhileItWasLookedAt() {
        when(gates.look(eq(report), any())).thenReturn(Optional.empty());

        Answer answer = slice.get(PATH);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.detail()).isEqualTo("There is no session s any more.");
    }

    @Test
    void asksToComeBackWhileTheDatabaseIsAway() {
        when(gates.look(eq(report), any())).thenThrow(new DataAccessResourceFailureException("password=secret"));

        Answer answer = slice.get(PATH + "&strict=true");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("5");
        assertThat(answer.body()).doesNotContain("secret");
    }

    @Test
    void asksTheQuestionThatWasSent() {
        says(GateVerdict.PASS);

        slice.get(PATH);

        verify(gates).look(report, ASKED);
    }
}
