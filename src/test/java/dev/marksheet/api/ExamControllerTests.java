package dev.marksheet.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.marksheet.api.ApiSlice.Answer;
import dev.marksheet.api.call.Checks;
import dev.marksheet.job.exam.ExamReader;
import dev.marksheet.job.exam.Examiner;
import dev.marksheet.job.exam.ExamsFullException;
import dev.marksheet.judge.FakeJudges;
import dev.marksheet.judge.Judges;
import dev.marksheet.query.DatasetQueries;
import dev.marksheet.session.ExamResult;
import dev.marksheet.session.ExamRun;
import dev.marksheet.session.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExamControllerTests {

    private static final String PATH = "/api/judge/exam";
    private static final Instant NOW = Instant.parse("2026-07-01T10:00:00.123456Z");
    private static final ExamRun BEGUN = ExamRun.begun("e1", "abc", "gpt", 154, NOW);

    private final Examiner examiner = mock(Examiner.class);
    private final ExamReader reader = mock(ExamReader.class);
    private final ApiSlice slice = slice(FakeJudges.served());

    ExamControllerTests() {
        when(examiner.expected(anyString()))
                .thenReturn(new Examiner.Expected(
                        "gpt", "abc", 154, Usage.of(308, 0, 2000, 100).costing(0.05)));
        when(examiner.begin(anyString())).thenReturn(Optional.of(BEGUN));
        when(reader.latest(any())).thenReturn(List.of());
    }

    private ApiSlice slice(Judges judges) {
        return ApiSlice.of(new ExamController(Checks.of(judges, mock(DatasetQueries.class)), examiner, reader));
    }

    @Test
    void beginsAnExamAndSaysWhatItWillTake() {
        Answer answer = slice.post(PATH, "{\"judge_model\": \"gpt\"}");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.body()).isEqualTo("""
                {"fingerprint":"abc","judge_model":"gpt","state":"running","done":0,"rows":154,\
                "started_at":"2026-07-01T10:00:00.123Z","finished_at":null,"error":null,"expected":{"judge_model":"gpt",\
                "fingerprint":"abc","rows":154,"requests":308,"input_tokens":2000,"output_tokens":100,"cost":0.05},\
                "result":null}""");
        verify(examiner).begin("gpt");
    }

    @Test
    void examinesTheUsualJudgeWhereNoneIsNamed() {
        slice.post(PATH);
        slice.post(PATH, "");
        slice.post(PATH, "{}");
        slice.post(PATH, "{\"judge_model\": null}");
        slice.post(PATH, "{\"judge_model\": \" \"}");

        verify(examiner, times(5)).begin("gpt");
    }

    @Test
    void examinesNoJudgeThatThereCanNotBe() {
        ApiSlice embedded = slice(FakeJudges.embedded());
        Answer unserved = embedded.post(PATH, "{\"judge_model\": \"gpt\"}");
        assertThat(unserved.status()).isEqualTo(422);
        assertThat(unserved.faults()).containsExactly("judge_model");
        assertThat(unserved.detail()).contains("set marksheet.judge.base-url", "name 'local'");
        assertThat(embedded.get(PATH + "?judge_model=gpt").faults()).containsExactly("judge_model");
        for (String model : List.of("a\\u0007b", "m".repeat(201), "\\ud800")) {
            Answer answer = slice.post(PATH, "{\"judge_model\": \"" + model + "\"}");
            assertThat(answer.status()).as(model).isEqualTo(422);
            assertThat(answer.faults()).containsExactly("judge_model");
        }
        verify(examiner, never()).begin(any());

        assertThat(embedded.post(PATH, "{\"judge_model\": \"local\"}").status()).isEqualTo(202);
        assertThat(slice.post(PATH, "{\"judge_model\": \"" + "m".repeat(200) + "\"}")
                        .status())
                .isEqualTo(202);
    }

    @Test
    void readsNoOrderOfAnotherKind() {
        Answer number = slice.post(PATH, "{\"judge_model\": 7}");
        assertThat(number.status()).isEqualTo(400);
        assertThat(number.faults()).containsExactly("judge_model");
        assertThat(slice.post(PATH, "[]").status()).isEqualTo(400);
        assertThat(slice.send(ApiSlice.request("POST", PATH)
                                .contentType("text/plain")
                                .content("gpt"))
                        .status())
                .isEqualTo(415);
        verify(examiner, never()).begin(any());
    }

    @Test
    void asksToComeBackWhileThisExamOrTooManyOthersRun() {
        ExamsFullException full = mock(ExamsFullException.class);
        when(full.getMessage()).thenReturn("2 judges are being examined");
        when(examiner.begin("gpt")).thenReturn(Optional.empty()).thenThrow(full);

        Answer runs = slice.post(PATH);
        assertThat(runs.status()).isEqualTo(409);
        assertThat(runs.detail()).contains("is running", "GET /api/judge/exam");
        Answer later = slice.post(PATH);
        assertThat(later.status()).isEqualTo(429);
        assertThat(later.header("Retry-After")).isEqualTo("60");
        assertThat(later.detail()).contains("2 judges are being examined");
    }

    @Test
    void examinesNobodyForPagesOfOtherSites() {
        for (String[] site : new String[][] {
            {"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Site", "same-site"}, {"Origin", "https://evil.example"}
        }) {
            assertThat(slice.send(ApiSlice.request("POST", PATH).header(site[0], site[1]))
                            .status())
                    .as(String.join(": ", site))
                    .isEqualTo(403);
        }
        verify(examiner, never()).begin(any());
    }

    @Test
    void tellsHowAllJudgesDidOrOne() {
        Answer answer = slice.get(PATH);
        slice.get(PATH + "?judge_model=");
        slice.get(PATH + "?judge_model=other");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.fields()).containsExactly("expected", "exams");
        verify(reader, times(2)).latest(null);
        verify(reader).latest("other");
        verify(examiner, times(2)).expected("gpt");
        verify(examiner).expected("other");
    }

    private static ExamResult result() {
        ExamResult.Part part = new ExamResult.Part(10, 6, 0.83334, 0.60006, 1);
        return new ExamResult(
                "gpt",
                part,
                Map.of("en", part),
                Map.of("negation", part),
                2,
                1,
                Usage.of(308, 0, 2000, 100),
                40,
                Map.of());
    }

    @Test
    void showsTheLatestRunAndTheResultOfTheLastThatWasCompleted() {
        ExamRun completed = BEGUN.completed("abc", result(), Instant.parse("2026-07-01T10:00:12Z"));
        ExamRun failed = BEGUN.at(3).ended(ExamRun.State.FAILED, "no quota", NOW.plusSeconds(90));
        when(reader.latest(null)).thenReturn(List.of(new ExamReader.Examined(failed, completed, List.of("row-1"))));

        var exam = slice.get(PATH).json().at("/exams/0");

        assertThat(exam.get("state").asString()).isEqualTo("failed");
        assertThat(exam.get("error").asString()).isEqualTo("no quota");
        assertThat(exam.get("done").asInt()).isEqualTo(3);
        assertThat(exam.has("expected")).isFalse();
        assertThat(exam.get("result").toString()).startsWith("""
                {"finished_at":"2026-07-01T10:00:12Z","total":{"rows":10,"right":6,"balanced_accuracy":0.8333,\
                "interval":[0.6001,1.0]},"languages":{"en":""").contains("""
                "misses":["negation"],"unjudged":2,"made_up_quotes":1,"flips":["row-1"],"latency_ms":40,\
                "usage":{"requests":308,""").contains("\"cost\":null");
    }
}
