package dev.marksheet.api.again;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.marksheet.api.ApiSlice;
import dev.marksheet.api.ApiSlice.Answer;
import dev.marksheet.api.call.Checks;
import dev.marksheet.api.call.RequestChecks;
import dev.marksheet.job.again.Estimator;
import dev.marksheet.job.again.Rescorer;
import dev.marksheet.judge.FakeJudges;
import dev.marksheet.query.DatasetQueries;
import dev.marksheet.query.SessionQueries;
import dev.marksheet.session.Reported;
import dev.marksheet.session.RescoreOrder;
import dev.marksheet.session.ScoreRequest;
import dev.marksheet.session.SessionReport;
import dev.marksheet.session.Usage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.ArgumentCaptor;

class EstimateControllerTests {

    private static final String PATH = "/api/score/estimate";

    private final SessionQueries sessions = mock(SessionQueries.class);
    private final Estimator estimator = mock(Estimator.class);
    private final ApiSlice slice = slice("CNY");
    private final SessionReport source = Reported.session("s").report();

    EstimateControllerTests() throws InterruptedException {
        when(sessions.ofSession("s")).thenReturn(Optional.of(source));
        when(estimator.of(anyList()))
                .thenReturn(estimate(Usage.of(10, 0, 2000, 100).costing(0.05), false));
        when(estimator.of(any(), any())).thenReturn(estimate(Usage.of(10, 0, 2000, 100), true));
    }

    private ApiSlice slice(String currency) {
        RequestChecks checks = Checks.of(FakeJudges.embedded(), mock(DatasetQueries.class));
        return ApiSlice.of(new EstimateController(
                checks,
                new RescoreChecks(checks, mock(Rescorer.class)),
                sessions,
                estimator,
                ApiSlice.mapper(),
                currency));
    }

    private static Estimator.Estimate estimate(Usage usage, boolean measured) {
        return new Estimator.Estimate(2, Set.of("faithfulness"), Set.of("gpt"), Set.of("embed"), usage, measured);
    }

    private List<ScoreRequest> estimated() throws InterruptedException {
        @SuppressWarnings("unchecked")
        ArgumentCaptor<List<ScoreRequest>> calls = ArgumentCaptor.forClass(List.class);
        verify(estimator).of(calls.capture());
        return calls.getValue();
    }

    private Answer refused(int status, String json) {
        Answer answer = slice.post(PATH, json);
        assertThat(answer.status()).as(json + ": " + answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        verifyNoInteractions(estimator);
        return answer;
    }

    @Test
    void saysWhatACallWouldTake() throws InterruptedException {
        Answer answer = slice.post(PATH, "{\"question\": \"When?\", \"session_id\": \"not looked at\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("""
                {"calls":2,"judge_models":["gpt"],"embedding_models":["embed"],"metrics":["faithfulness"],"requests":10,\
                "input_tokens":2000,"output_tokens":100,"cost":0.05,"priced_requests":10,"currency":"CNY",\
                "basis":"prompts"}""");
        assertThat(estimated()).extracting(call -> call.sample().question()).containsExactly("When?");
    }

    @Test
    void saysWhatSeveralCallsWouldTake() throws InterruptedException {
        Answer answer = slice("").post(PATH, """
                {"calls": [{"user_input": "a", "metrics": "faithfulness"}, {"question": "b", "temperature": 1}]}""");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("currency").isNull()).isTrue();
        assertThat(estimated()).extracting(call -> call.sample().question()).containsExactly("a", "b");
    }

    @Test
    void saysWhatScoringASessionAnewWouldTake() throws InterruptedException {
        Answer answer = slice.post(PATH, """
                {"session_id": "s", "metrics": ["rouge_score"], "judge_model": "local", "only": "failed"}""");

        assertThat(answer.json().get("basis").asString()).isEqualTo("measured");
        assertThat(answer.json().get("cost").isNull()).isTrue();
        ArgumentCaptor<RescoreOrder> order = ArgumentCaptor.forClass(RescoreOrder.class);
        verify(estimator).of(eq(source), order.capture());
        assertThat(order.getValue().changes())
                .isEqualTo(new RescoreOrder.Changes("local", null, List.of("rouge_score"), Map.of()));
        assertThat(order.getValue().selection()).isEqualTo(new RescoreOrder.Selection(true, List.of()));
    }

    @Test
    void findsNoSessionThatIsNotThere() {
        assertThat(refused(404, "{\"session_id\": \"nobody\"}").detail()).contains("There is no session nobody.");
    }

    @Test
    void namesTheCallAndItsFieldThatIsWrong() {
        Answer answer = refused(422, """
                {"calls": [{"question": "a"}, {"question": " ", "judge_model": "gpt", "metrics": ["nope"]}]}""");

        assertThat(answer.faults())
                .containsExactlyInAnyOrder("calls[1].question", "calls[1].judge_model", "calls[1].metrics[0]");
        assertThat(refused(422, "{\"calls\": [{\"question\": \"a\"}, null]}").faults())
                .containsExactly("calls[1]");
        assertThat(refused(422, "{\"question\": \"\"}").faults()).containsExactly("question");
        assertThat(refused(422, "{}").faults()).containsExactly("question");
        assertThat(refused(422, "{\"session_id\": \"s\", \"judge\": \"gpt\"}").faults())
                .containsExactly("judge");
    }

    @Test
    void takesFromOneToTenThousandCalls() {
        for (String none : List.of("[]", "null", "[" + "{},".repeat(10_000) + "{}]")) {
            assertThat(refused(422, "{\"calls\": " + none + "}").detail())
                    .isEqualTo("calls must hold 1 to 10000 calls");
        }

        assertThat(slice.post(PATH, "{\"calls\": [" + "{\"question\":\"q\"},".repeat(9_999) + "{\"question\":\"q\"}]}")
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            []                                          |                        | The body must be a JSON object.
            "text"                                      |                        | The body must be a JSON object.
            {"question": 7}                             | question               | must be a string
            {"session_id": "s", "only": 7}              | only                   | must be an array of strings
            {"calls": 7}                                | calls                  | must be an array of calls
            {"calls": {}}                               | calls                  | must be an array of calls
            {"calls": [7]}                              | calls[0]               | must be a call
            {"calls": [{"question": 7}]}                | calls[0].question      | must be a string
            {"calls": [{"question": "q", "contexts": 5}]}   | calls[0].contexts  | must be an array of texts
            {"calls": [{"question": "q", "contexts": [1]}]} | calls[0].contexts[0] | an object that holds its text
            {"calls": [{"question": "q", "item": []}]}  | calls[0].item          | a string or a whole number
            {"calls": [{"question": "q", "metrics": [5]}]}  | calls[0].metrics[0] | must be a string
            {"calls": [{"question": "q", "metrics": 5}]} | calls[0].metrics      | must be an array of strings
            """)
    void readsNoBodyOfAnotherKind(String json, String field, String words) {
        Answer answer = refused(400, json);

        assertThat(answer.detail()).contains(words);
        assertThat(answer.faults()).isEqualTo(field == null ? List.of() : List.of(field));
    }
}
