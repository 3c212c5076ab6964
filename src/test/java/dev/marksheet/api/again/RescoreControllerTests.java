package dev.marksheet.api.again;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.marksheet.api.ApiSlice;
import dev.marksheet.api.ApiSlice.Answer;
import dev.marksheet.api.call.Checks;
import dev.marksheet.api.call.RequestChecks;
import dev.marksheet.job.again.Estimator;
import dev.marksheet.job.again.OtherRescoreException;
import dev.marksheet.job.again.Rescorer;
import dev.marksheet.judge.FakeJudges;
import dev.marksheet.query.DatasetQueries;
import dev.marksheet.query.SessionQueries;
import dev.marksheet.session.Reported;
import dev.marksheet.session.RescoreOrder;
import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionId;
import dev.marksheet.session.SessionReport;
import dev.marksheet.session.Usage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

class RescoreControllerTests {

    private static final String PATH = "/api/score/sessions/s/rescore";
    private static final RunId RUN = new RunId("session-s");

    private final SessionQueries sessions = mock(SessionQueries.class);
    private final Rescorer rescorer = mock(Rescorer.class);
    private final Estimator estimator = mock(Estimator.class);
    private final RequestChecks checks = Checks.of(FakeJudges.embedded(), mock(DatasetQueries.class));
    private final ApiSlice slice =
            ApiSlice.of(new RescoreController(new RescoreChecks(checks, rescorer), sessions, rescorer, estimator, " "));
    private final SessionReport source = Reported.session("s").report();

    RescoreControllerTests() {
        when(sessions.ofSession("s")).thenReturn(Optional.of(source));
        when(rescorer.order(any())).thenReturn(new Rescorer.Ordered(12, 5));
        when(rescorer.named(any(), any())).thenReturn(Map.of());
    }

    private RescoreOrder ordered(String json) {
        assertThat(slice.post(PATH, json).status()).as(json).isEqualTo(202);
        ArgumentCaptor<RescoreOrder> order = ArgumentCaptor.forClass(RescoreOrder.class);
        verify(rescorer).order(order.capture());
        return order.getValue();
    }

    private Answer refused(String json, String... fields) {
        Answer answer = slice.post(PATH, json);
        assertThat(answer.status()).as(json).isEqualTo(422);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.faults()).as(json).containsExactly(fields);
        verify(rescorer, never()).order(any());
        return answer;
    }

    @Test
    void takesAnOrder() {
        Answer answer = slice.post(PATH, "{\"session_id\": \"anew/1\", \"judge_model\": \" \"}");

        String run = RunId.of(new SessionId("anew/1")).value();
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Location")).isEqualTo("/api/score/sessions/anew%2F1");
        assertThat(answer.body()).isEqualTo("""
                {"session_id":"anew/1","run_id":"%s","calls":12,"added":5,"rescored_from":"s",\
                "session_url":"/api/score/sessions/anew%%2F1","report_url":"/runs/%1$s"}""".formatted(run));
        verify(rescorer)
                .order(new RescoreOrder(
                        new SessionId("anew/1"),
                        RUN,
                        new RescoreOrder.Changes(null, null, List.of(), Map.of()),
                        RescoreOrder.Selection.ALL));
        verifyNoInteractions(estimator);
    }

    @Test
    void changesWhatTheOrderSays() {
        RescoreOrder order = ordered("""
                {"session_id": "t", "judge_model": "local", "embedding_model": "local",
                 "metrics": "semantic_similarity, rouge_score(mode=recall)"}""");

        assertThat(order.changes())
                .isEqualTo(new RescoreOrder.Changes(
                        "local",
                        "local",
                        List.of("answer_similarity", "rouge_score"),
                        Map.of("rouge_score", Map.of("mode", "recall"))));
    }

    @Test
    void meansFailedCallsWhereTheseAloneAreNamed() {
        assertThat(ordered("{\"session_id\": \"t\", \"only\": \"failed\"}").selection())
                .isEqualTo(new RescoreOrder.Selection(true, List.of()));
    }

    @Test
    void meansEachNamedCallOnce() {
        when(rescorer.named(RUN, List.of("row 2", "bbbbbbbbbbbb", "failed")))
                .thenReturn(Map.of(
                        "row 2", List.of("bbbbbbbbbbbb", "aaaaaaaaaaaa"),
                        "bbbbbbbbbbbb", List.of("bbbbbbbbbbbb"),
                        "failed", List.of("cccccccccccc")));

        assertThat(ordered("{\"session_id\": \"t\", \"only\": [\"row 2\", \"bbbbbbbbbbbb\", \"failed\"]}")
                        .selection())
                .isEqualTo(new RescoreOrder.Selection(false, List.of("aaaaaaaaaaaa", "bbbbbbbbbbbb", "cccccccccccc")));
    }

    @Test
    void saysWhatAnOrderWouldTakeAndTakesNone() throws InterruptedException {
        when(estimator.of(any(), any()))
                .thenReturn(new Estimator.Estimate(
                        5, Set.of("faithfulness"), Set.of("gpt"), Set.of("embed"), Usage.NONE, true));

        Answer answer = slice.post(PATH + "?dry_run=true", "{\"session_id\": \"t\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("calls").asInt()).isEqualTo(5);
        assertThat(answer.json().get("currency").isNull()).isTrue();
        verify(rescorer, never()).order(any());
        assertThat(slice.post(PATH + "?dry_run=perhaps", "{\"session_id\": \"t\"}")
                        .faults())
                .containsExactly("dry_run");
    }

    @Test
    void tellsAllThatIsWrongAtOnce() {
        refused("{}", "session_id");
        refused("{\"session_id\": \"" + "t".repeat(201) + "\"}", "session_id");
        assertThat(refused("{\"session_id\": \"s\"}", "session_id").detail()).contains("or POST …/retry to mend");
        refused("""
                {"judge": 1, "answer": "x", "metrics": ["nope"], "judge_model": "gpt", "only": []}""", "session_id", "judge", "answer", "metrics[0]", "judge_model", "only");
        assertThat(refused("{\"session_id\": \"t\", \"unknown\": 1}", "unknown").body())
                .contains("valid: session_id, judge_model, embedding_model, metrics, metric_params, only");
    }

    @Test
    void namesTheCallsThatAreNotThere() {
        when(rescorer.named(any(), any())).thenReturn(Map.of("row 1", List.of("aaaaaaaaaaaa")));

        assertThat(refused(
                                "{\"session_id\": \"t\", \"only\": [\"row 1\", \"row 2\", \"failed\"]}",
                                "only[1]",
                                "only[2]")
                        .detail())
                .contains("is neither a job nor an item of this session, nor \"failed\"");
    }

    @Test
    void takesUpToAThousandNames() {
        String names = IntStream.range(0, 1000).mapToObj(i -> "\"i" + i + "\"").collect(Collectors.joining(","));
        when(rescorer.named(any(), any()))
                .thenAnswer(call -> ((List<String>) call.getArgument(1))
                        .stream().collect(Collectors.toMap(name -> name, name -> List.of("aaaaaaaaaaaa"))));

        assertThat(refused("{\"session_id\": \"t\", \"only\": [" + names + ",\"x\"]}", "only")
                        .detail())
                .contains("1 to 1000 ids of jobs or items; leave it out for all calls");
        assertThat(ordered("{\"session_id\": \"t\", \"only\": [" + names + "]}")
                        .selection()
                        .jobs())
                .containsExactly("aaaaaaaaaaaa");
    }

    @Test
    void scoresNoCallsInTwoWaysIntoOneSession() throws InterruptedException {
        OtherRescoreException other = mock(OtherRescoreException.class);
        when(other.getMessage()).thenReturn("holds calls of this session already");
        when(rescorer.order(any())).thenThrow(other);
        when(estimator.of(any(), any())).thenThrow(other);

        for (String uri : List.of(PATH, PATH + "?dry_run=true")) {
            Answer answer = slice.post(uri, "{\"session_id\": \"t\"}");
            assertThat(answer.status()).as(uri).isEqualTo(422);
            assertThat(answer.faults()).containsExactly("session_id");
            assertThat(answer.detail()).contains("holds calls of this session already: name another session");
        }
    }

    @Test
    void findsNoSessionThatIsNotThere() {
        Answer answer = slice.post("/api/score/sessions/nobody/rescore", "{\"unknown\": 1}");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.detail()).contains("There is no session nobody.");
    }

    @Test
    void readsNoOrderOfAnotherKind() {
        for (String[] wrong : new String[][] {
            {"{\"session_id\": 7}", "session_id"}, {"{\"metrics\": 7}", "metrics"}, {"{\"only\": [1]}", "only[0]"}
        }) {
            Answer answer = slice.post(PATH, wrong[0]);
            assertThat(answer.status()).as(wrong[0]).isEqualTo(400);
            assertThat(answer.faults()).containsExactly(wrong[1]);
        }
        assertThat(slice.post(PATH, "").status()).isEqualTo(400);
        assertThat(slice.send(ApiSlice.request("POST", PATH)
                                .contentType("application/x-www-form-urlencoded")
                                .content("session_id=t"))
                        .status())
                .isEqualTo(415);
        verifyNoInteractions(rescorer);
    }
}
