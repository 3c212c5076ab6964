package dev.marksheet.api.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.marksheet.api.ApiSlice;
import dev.marksheet.api.ApiSlice.Answer;
import dev.marksheet.api.call.Checks;
import dev.marksheet.job.DefaultRequests;
import dev.marksheet.job.dataset.DatasetFeeder;
import dev.marksheet.job.dataset.OtherFeedException;
import dev.marksheet.judge.FakeJudges;
import dev.marksheet.query.DatasetQueries;
import dev.marksheet.session.Reported;
import dev.marksheet.session.RescoreOrder;
import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionId;
import dev.marksheet.session.dataset.DatasetFeed;
import dev.marksheet.session.dataset.DatasetVersion;
import dev.marksheet.session.text.Language;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

class DatasetScoreControllerTests {

    private static final String PATH = "/api/datasets/qa/score";
    private static final DatasetVersion VERSION = Versions.version("qa", 3);

    private final DefaultRequests defaults = mock(DefaultRequests.class);
    private final DatasetQueries datasets = mock(DatasetQueries.class);
    private final DatasetFeeder feeder = mock(DatasetFeeder.class);
    private final ApiSlice slice = ApiSlice.of(
            new DatasetScoreController(Checks.of(FakeJudges.embedded(), datasets), defaults, datasets, feeder));

    DatasetScoreControllerTests() {
        when(datasets.latest(any())).thenReturn(Optional.empty());
        when(datasets.version(any(), anyInt())).thenReturn(Optional.empty());
        when(datasets.latest("qa")).thenReturn(Optional.of(VERSION));
        when(datasets.progress(any())).thenReturn(Optional.empty());
        when(defaults.feed(any(), any(), any(), any()))
                .thenAnswer(call -> new DatasetFeed(
                        call.getArgument(0),
                        "qa",
                        ((DatasetVersion) call.getArgument(1)).number(),
                        List.of("faithfulness"),
                        Map.of(),
                        "local",
                        "local",
                        null));
    }

    private Answer refused(String json, String... fields) {
        Answer answer = slice.post(PATH, json);
        assertThat(answer.status()).as(json).isEqualTo(422);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.faults()).as(json).containsExactly(fields);
        verifyNoInteractions(feeder);
        return answer;
    }

    @Test
    void takesAnOrderForTheLatestVersion() {
        RunId run = RunId.of(new SessionId("nightly/1"));
        when(datasets.progress(run))
                .thenReturn(Optional.of(new DatasetQueries.Progress(List.of("qa@3"), 0, 1, Reported.CREATED)));

        Answer answer = slice.post(PATH, "{\"session_id\": \"nightly/1\"}");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Location")).isEqualTo("/api/score/sessions/nightly%2F1");
        assertThat(answer.body()).isEqualTo("""
                {"session_id":"nightly/1","run_id":"%s","dataset":"qa@3","calls":1,"unanswered":1,"items":{"datasets":\
                ["qa@3"],"done":0,"of":1,"eta_seconds":null},"session_url":"/api/score/sessions/nightly%%2F1",\
                "report_url":"/runs/%1$s"}""".formatted(run.value()));
        verify(feeder).order(any(), eq(VERSION));
    }

    @Test
    void takesWhatTheOrderSays() {
        DatasetVersion first = Versions.version("qa", 1);
        when(datasets.version("qa", 1)).thenReturn(Optional.of(first));

        Answer answer = slice.post(PATH, """
                {"session_id": "s", "version": 1, "metrics": "semantic_similarity,rouge_score(mode=recall)",
                 "judge_model": "local", "language": "zh"}""");

        assertThat(answer.json().get("dataset").asString()).isEqualTo("qa@1");
        assertThat(answer.json().get("items").isNull()).isTrue();
        ArgumentCaptor<RescoreOrder.Changes> changes = ArgumentCaptor.forClass(RescoreOrder.Changes.class);
        verify(defaults).feed(eq(new SessionId("s")), eq(first), changes.capture(), eq(Language.ZH));
        assertThat(changes.getValue())
                .isEqualTo(new RescoreOrder.Changes(
                        "local",
                        null,
                        List.of("answer_similarity", "rouge_score"),
                        Map.of("rouge_score", Map.of("mode", "recall"))));
    }

    @Test
    void followsTheLanguageOfEachRowUnlessOneIsNamed() {
        slice.post(PATH, "{\"session_id\": \"s\", \"language\": \"auto\"}");

        verify(defaults).feed(any(), any(), any(), eq(null));
    }

    @Test
    void tellsAllThatIsWrongAtOnce() {
        refused("{}", "session_id");
        refused("{\"session_id\": \"a\\tb\"}", "session_id");
        assertThat(refused(
                                """
                                {"session": "s", "answer": 1, "metrics": ["nope"], "judge_model": "gpt",
                                 "embedding_model": "bge", "language": "fr"}""",
                                "session",
                                "answer",
                                "session_id",
                                "metrics[0]",
                                "judge_model",
                                "embedding_model",
                                "language")
                        .body())
                .contains("valid: session_id, version, metrics, metric_params, judge_model, embedding_model, language");
    }

    @Test
    void scoresNoVersionWithoutAnswers() {
        DatasetVersion questions =
                new DatasetVersion("q", "qa", 2, Reported.CREATED, "hash", 1, 5, 0, VERSION.details());
        when(datasets.version("qa", 2)).thenReturn(Optional.of(questions));

        assertThat(refused("{\"session_id\": \"s\", \"version\": 2}", "version").detail())
                .contains("has no row with an answer; POST answers as calls with its dataset and item");
    }

    @Test
    void findsNoVersionThatIsNotThere() {
        assertThat(slice.post("/api/datasets/qb/score", "{\"session_id\": \"s\"}")
                        .detail())
                .isEqualTo("There is no dataset qb. GET /api/datasets lists all datasets.");
        Answer answer = slice.post(PATH, "{\"session_id\": \"s\", \"version\": 0}");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.detail()).startsWith("There is no dataset qa@0.");
        verifyNoInteractions(feeder);
    }

    @Test
    void scoresNoVersionInTwoWaysIntoOneSession() {
        OtherFeedException other = mock(OtherFeedException.class);
        when(other.getMessage()).thenReturn("holds qa@3 already");
        doThrow(other).when(feeder).order(any(), any());

        Answer answer = slice.post(PATH, "{\"session_id\": \"s\"}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.faults()).containsExactly("session_id");
        assertThat(answer.detail()).contains("holds qa@3 already");
    }

    @Test
    void readsNoOrderOfAnotherKind() {
        for (String[] wrong : new String[][] {
            {"{\"version\": \"3\"}", "version"},
            {"{\"version\": 1.5}", "version"},
            {"{\"version\": 99999999999}", "version"},
            {"{\"metrics\": 7}", "metrics"},
            {"{\"session_id\": 7}", "session_id"}
        }) {
            Answer answer = slice.post(PATH, wrong[0]);
            assertThat(answer.status()).as(wrong[0]).isEqualTo(400);
            assertThat(answer.faults()).as(wrong[0]).containsExactly(wrong[1]);
        }
        verifyNoInteractions(feeder);
    }
}
