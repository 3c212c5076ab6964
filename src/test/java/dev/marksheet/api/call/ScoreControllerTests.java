package dev.marksheet.api.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.marksheet.api.ApiSlice.Answer;
import dev.marksheet.job.DirectScoringFullException;
import dev.marksheet.job.JobQueueFullException;
import dev.marksheet.job.JudgeOutageException;
import dev.marksheet.metric.MetricBeans;
import dev.marksheet.session.CallResult;
import dev.marksheet.session.JudgeFingerprint;
import dev.marksheet.session.RunId;
import dev.marksheet.session.Score;
import dev.marksheet.session.ScoreRequest;
import dev.marksheet.session.SessionDeletedException;
import dev.marksheet.session.SessionId;
import dev.marksheet.session.TooManyOpenCallsException;
import dev.marksheet.session.Usage;
import dev.marksheet.session.evidence.Evidence;
import dev.marksheet.session.text.Language;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.springframework.dao.DataAccessResourceFailureException;
import tools.jackson.databind.JsonNode;

/** Calls that are taken, or scored at once. */
class ScoreControllerTests {

    private static final String CALL = """
            {"session_id": "nightly/1", "question": "When?", "answer": "In 1894.", "contexts": ["It opened in 1894."],
             "metrics": ["faithfulness"]%s}""";

    private final CallSlice slice = new CallSlice();

    private static String call(String more) {
        return CALL.formatted(more);
    }

    private ScoreRequest submitted() {
        ArgumentCaptor<ScoreRequest> request = ArgumentCaptor.forClass(ScoreRequest.class);
        verify(slice.manager).submit(request.capture());
        return request.getValue();
    }

    @Test
    void takesACallAndSaysWhereItIs() {
        Answer answer = slice.submit(call(", \"temperature\": 0.5, \"note\": null"));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Location")).isEqualTo("/api/score/session/jobs/0123456789ab");
        assertThat(answer.header("Idempotency-Replayed")).isNull();
        assertThat(answer.body())
                .isEqualTo("""
                {"job_id":"0123456789ab","session_id":"nightly/1","run_id":"%s","status":"queued",\
                "created_at":"2026-07-01T10:00:00Z","job_url":"/api/score/session/jobs/0123456789ab",\
                "session_url":"/api/score/sessions/nightly%%2F1","report_url":"/runs/%1$s",\
                "warnings":["temperature is not a field and was ignored"]}""".formatted(RunId.of(new SessionId("nightly/1")).value()));
        verifyNoInteractions(slice.submissions, slice.direct);
    }

    private List<String> warnings(String fields) {
        return slice.submit(call(", " + fields))
                .json()
                .get("warnings")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    @Test
    void saysWhichFieldsWereIgnoredThatHeldDataOrWereMeant() {
        assertThat(warnings("""
                "context": ["a"], "groundTruth": null, "问题": "?", "temperature": 0, "trace": {}, "tags": [], "note": " ",
                "parent": null, "nested": {"a": [{"b": 1}]}, "Judge-Model": "x", "unknown": "x", "flag": false"""))
                .containsExactly(
                        "context is not a field and was ignored; did you mean contexts?",
                        "groundTruth is not a field and was ignored; did you mean ground_truth?",
                        "问题 is not a field and was ignored; did you mean question?",
                        "temperature is not a field and was ignored",
                        "nested is not a field and was ignored",
                        "Judge-Model is not a field and was ignored; did you mean judge_model?",
                        "unknown is not a field and was ignored",
                        "flag is not a field and was ignored");
    }

    @Test
    void bringsNoEndlessListOfIgnoredFields() {
        List<String> warnings = warnings(IntStream.range(0, 500)
                .mapToObj(i -> "\"" + "x".repeat(300) + "\\n" + i + "\": 1")
                .collect(Collectors.joining(", ")));

        assertThat(warnings).hasSize(20);
        assertThat(warnings.get(0)).isEqualTo("x".repeat(100) + "… is not a field and was ignored");
    }

    @Test
    void fillsInWhatACallLeavesOut() {
        slice.submit("""
                {"session_id": "s", "question": "什么时候？", "metrics": [], "judge_model": " ", "metric_params": null}""");

        ScoreRequest request = submitted();
        assertThat(request.metrics()).isEqualTo(MetricBeans.DEFAULTS);
        assertThat(request.judgeModel()).isEqualTo("local");
        assertThat(request.embeddingModel()).isEqualTo("local");
        assertThat(request.language()).isEqualTo(Language.ZH);
        assertThat(request.sample().answer()).isNull();
        assertThat(request.sample().contexts()).isEmpty();
    }

    @Test
    void takesFieldsByTheirOtherNamesAndInTheirOtherForms() {
        slice.submit("""
                {"session_id": "s", "user_input": "When?", "response": "1894", "retrieved_contexts": "one |||| two",
                 "reference": "In 1894.", "metrics": "semantic_similarity, rouge_score(mode=recall)", "item": 7,
                 "language": "zh", "metadata": {"app": "dify"}}""");

        ScoreRequest request = submitted();
        assertThat(request.sample().question()).isEqualTo("When?");
        assertThat(request.sample().answer()).isEqualTo("1894");
        assertThat(request.sample().contexts()).containsExactly("one", "two");
        assertThat(request.sample().groundTruth()).isEqualTo("In 1894.");
        assertThat(request.metrics()).containsExactly("answer_similarity", "rouge_score");
        assertThat(request.metricParams()).containsEntry("rouge_score", Map.of("mode", "recall"));
        assertThat(request.tags().item()).isEqualTo("7");
        assertThat(request.tags().metadata()).containsExactly(Map.entry("app", "dify"));
        assertThat(request.language()).isEqualTo(Language.ZH);
    }

    @Test
    void scoresACallAtOnceAndStoresNothing() throws InterruptedException {
        Map<String, Score> scores = new LinkedHashMap<>();
        scores.put("context_recall", new Score.Skipped("no ground_truth", Evidence.NONE));
        scores.put("faithfulness", new Score.Scored(0.5, Evidence.NONE));
        scores.put("answer_relevancy", new Score.Failed("no usable reply", Evidence.NONE));
        Map<String, Usage> usage = Map.of("faithfulness", Usage.of(2, 0, 30, 4).costing(0.25));
        when(slice.direct.score(any())).thenReturn(new CallResult(scores, usage, 840, 0.5));

        Answer answer = slice.score("""
                {"question": "When?", "metrics": ["context_recall", "faithfulness", "answer_relevancy"], "sesion_id": "s"}""");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("""
                {"scores":{"context_recall":null,"faithfulness":0.5,"answer_relevancy":null},"results":{\
                "context_recall":{"outcome":"skipped","value":null,"reason":"no ground_truth","evidence":null},\
                "faithfulness":{"outcome":"scored","value":0.5,"reason":null,"evidence":null},\
                "answer_relevancy":{"outcome":"failed","value":null,"reason":"no usable reply","evidence":null}},\
                "skipped_metrics":["context_recall"],"weighted_score":null,"latency_ms":840,"judge_model":"local",\
                "embedding_model":"local","language":"en","usage":{"faithfulness":{"requests":2,"retries":0,"shared":0,\
                "input_tokens":30,"output_tokens":4,"latency_ms":0,"cost":0.25,"priced_requests":2}},"total_usage":\
                {"requests":2,"retries":0,"shared":0,"input_tokens":30,"output_tokens":4,"latency_ms":840,"cost":0.25,\
                "priced_requests":2},"judge_fingerprint":null,"injections":[],\
                "warnings":["sesion_id is not a field and was ignored; did you mean session_id?"]}""");
        verifyNoInteractions(slice.manager, slice.submissions);
    }

    @Test
    void namesTheJudgeThatScoredACallAtOnce() throws InterruptedException {
        JudgeFingerprint fingerprint = mock(JudgeFingerprint.class);
        when(fingerprint.hash()).thenReturn("abc");
        when(slice.direct.score(any())).thenReturn(new CallResult(Map.of(), Map.of(), 1, null, fingerprint, List.of()));

        // No session is asked for, nor looked at.
        Answer answer = slice.score("{\"question\": \"When?\", \"session_id\": \"\"}");

        assertThat(answer.json().get("judge_fingerprint").asString()).isEqualTo("abc");
    }

    @Test
    void asksToComeBackWhereACallCanNotBeTakenNow() {
        doThrow(
                        new JobQueueFullException(10),
                        new TooManyOpenCallsException(3),
                        new SessionDeletedException(new RunId("session-s")),
                        new DataAccessResourceFailureException("password=secret"))
                .when(slice.manager)
                .submit(any());

        refused(
                slice.submit(call("")),
                429,
                "5",
                "10 calls wait to be scored, which is all that the queue holds; the call");
        refused(slice.submit(call("")), 429, "5", "3 calls of this key wait or run", "was not accepted");
        refused(slice.submit(call("")), 503, "2", "still being removed; a call that was being sent was not accepted");
        refused(slice.submit(call("")), 503, "5", "is the disk full or read-only?", "was not accepted");
    }

    @Test
    void asksToComeBackWhereACallCanNotBeScoredNow() throws InterruptedException {
        DirectScoringFullException full = mock(DirectScoringFullException.class);
        when(full.getMessage()).thenReturn("64 calls are being scored at once");
        when(full.retryAfter()).thenReturn(Duration.ofSeconds(5));
        when(slice.direct.score(any()))
                .thenThrow(full)
                .thenThrow(new JudgeOutageException("The endpoint is away"))
                .thenThrow(new InterruptedException());

        refused(
                slice.score(call("")),
                429,
                "5",
                "this one was not scored. POST /api/score/session_async queues calls.");
        refused(slice.score(call("")), 503, "30", "The endpoint is away. The call was not scored; POST it to");
        refused(slice.score(call("")), 503, "5", "The service is stopping; the call was not scored.");
    }

    private static void refused(Answer answer, int status, String retryAfter, String... words) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.header("Retry-After")).isEqualTo(retryAfter);
        assertThat(answer.detail()).contains(words).doesNotContain("secret");
    }

    @Test
    void tellsNothingOfWhatWentWrongInside() {
        doThrow(new IllegalStateException("secret")).when(slice.manager).submit(any());

        Answer answer = slice.submit(call(""));

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.body()).doesNotContain("secret", "IllegalState");
    }
}
