package dev.marksheet.web.judge;

import static dev.marksheet.web.PageSlice.chinese;
import static dev.marksheet.web.PageSlice.foreignForm;
import static dev.marksheet.web.PageSlice.form;
import static dev.marksheet.web.PageSlice.visit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.marksheet.access.Callers;
import dev.marksheet.job.JudgeReader;
import dev.marksheet.job.exam.ExamReader;
import dev.marksheet.job.exam.Examiner;
import dev.marksheet.job.exam.ExamsFullException;
import dev.marksheet.session.ExamResult;
import dev.marksheet.session.ExamRun;
import dev.marksheet.session.Usage;
import dev.marksheet.session.access.Role;
import dev.marksheet.session.text.Language;
import dev.marksheet.web.Page;
import dev.marksheet.web.PageSlice;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JudgePageTests {

    private static final Instant NOW = Instant.parse("2026-07-01T10:00:00Z");
    private static final ExamRun BEGUN = ExamRun.begun("e1", "abc", "gpt", 154, NOW.minusSeconds(60));
    private static final ExamResult.Part PART = new ExamResult.Part(10, 9, 0.9, 0.6, 0.98);

    private final JudgeReader judge = mock(JudgeReader.class);
    private final Examiner examiner = mock(Examiner.class);
    private final ExamReader exams = mock(ExamReader.class);
    private final PageSlice slice =
            PageSlice.of(new JudgePageController(judge, examiner, exams, Clock.fixed(NOW, ZoneOffset.UTC)));

    JudgePageTests() {
        when(judge.defaultModel()).thenReturn("gpt");
        when(judge.hasEndpoint()).thenReturn(true);
        when(judge.health()).thenReturn("untried");
        when(judge.fault(any())).thenReturn(Optional.empty());
        when(judge.latest()).thenReturn(Optional.empty());
        when(judge.canBeNamed(anyString())).thenReturn(true);
        when(exams.latest(null)).thenReturn(List.of());
        when(examiner.expected(anyString())).thenReturn(expected(Usage.NONE));
        when(examiner.begin(anyString())).thenReturn(Optional.of(BEGUN));
    }

    private static Examiner.Expected expected(Usage usage) {
        return new Examiner.Expected("gpt", "abc", 154, usage);
    }

    @Test
    void showsAJudgeThatWasNeverAsked() {
        Page page = slice.get("/judge");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Refresh")).isNull();
        assertThat(page.body())
                .contains(">not asked yet<", "has not been tried", "No judge has sat it yet", "action=\"/judge/check\"")
                .contains("name=\"judge_model\" maxlength=\"200\" value=\"gpt\"", "154 rows: a few seconds, no tokens")
                .doesNotContain("class=\"banner bad\"", "No endpoint is set");
        assertThat(slice.send(chinese("/judge")).body())
                .contains("lang=\"zh-CN\"")
                .doesNotContain("not asked yet");
    }

    @Test
    void offersTheInnerJudgeAloneWhereThereIsNoEndpoint() {
        when(judge.hasEndpoint()).thenReturn(false);
        when(judge.health()).thenReturn("none");

        assertThat(slice.get("/judge").body())
                .contains(">embedded<", "No endpoint is set", "action=\"/judge/exam\"")
                .doesNotContain("action=\"/judge/check\"", "name=\"judge_model\"");
    }

    @Test
    void offersItsButtonsOnlyToThoseWhoMayPressThem() {
        assertThat(slice.as(Callers.holding(Role.READ), visit("/judge")).body()).doesNotContain("action=\"/judge/");
        assertThat(slice.as(Callers.holding(Role.REVIEW), visit("/judge")).body())
                .contains("action=\"/judge/check\"", "action=\"/judge/exam\"");
    }

    @Test
    void showsWhatATryFoundAndWhatTheJudgeSaid() {
        when(judge.health()).thenReturn("refusing");
        when(judge.fault(Language.EN)).thenReturn(Optional.of("no <b>quota</b>"));
        when(judge.latest())
                .thenReturn(Optional.of(new JudgeReader.Tried(
                        true,
                        "http://llm.example/v1",
                        "gpt",
                        "gpt-2026",
                        "embed",
                        "json_object",
                        false,
                        true,
                        384,
                        2340,
                        List.of("Change <this>."))));

        assertThat(slice.get("/judge").body())
                .contains("chip bad\">refuses<", "no &lt;b&gt;quota&lt;/b&gt;", "http://llm.example/v1", ">gpt-2026<")
                .contains(">in JSON mode<", ">yes, 384 numbers<", ">2.3 s<", ">no<", "Change &lt;this&gt;.");
    }

    @Test
    void showsHowAJudgeDidAndAsksAgainWhileAnExamRuns() {
        ExamResult result = new ExamResult(
                "gpt",
                PART,
                Map.of("en", PART),
                Map.of(),
                2,
                1,
                Usage.of(308, 0, 120_000, 5000),
                0,
                Map.of("a", true, "b", false));
        ExamRun completed = BEGUN.completed("abc", result, NOW.minusSeconds(12));
        when(exams.latest(null)).thenReturn(List.of(new ExamReader.Examined(BEGUN.at(40), completed, List.of("a"))));

        Page page = slice.get("/judge");

        assertThat(page.header("Refresh")).isEqualTo("3");
        assertThat(page.body())
                .contains("chip live\">running<", "40 of 154 rows", ">12s ago<", "<code>abc</code>", "9 / 10", ">0.90<")
                .contains("0.60–0.98", ">1 of 2<", "308 requests · 120,000 tokens in · 5,000 out", "&lt; 1 ms");
    }

    @Test
    void showsWhyAnExamFailed() {
        ExamRun failed = BEGUN.at(3).ended(ExamRun.State.FAILED, "<timeout>", NOW);
        when(exams.latest(null)).thenReturn(List.of(new ExamReader.Examined(failed, null, null)));

        Page page = slice.get("/judge");
        assertThat(page.body()).contains("chip bad\">failed<", "&lt;timeout&gt;", "3 of 154 rows");
        assertThat(page.header("Refresh")).isNull();
    }

    @Test
    void beginsAnExamOfTheJudgeThatIsNamedOrElseTheUsualOne() {
        Page page = slice.send(form("/judge/exam", "judge_model", " other "));
        assertThat(page.location()).isEqualTo("/judge");
        verify(examiner).begin("other");

        slice.send(form("/judge/exam"));
        verify(examiner).begin("gpt");
    }

    @Test
    void examinesNoJudgeThatCannotBeNamed() {
        when(judge.canBeNamed("unknown")).thenReturn(false);
        for (String model : List.of("unknown", "a\tb", "m".repeat(201))) {
            Page page = slice.send(form("/judge/exam", "judge_model", model));
            assertThat(page.status()).as(model).isEqualTo(422);
            assertThat(page.body()).contains("role=\"alert\"", "can’t be examined", "value=\"gpt\"");
        }
        verify(examiner, never()).begin(any());

        assertThat(slice.send(form("/judge/exam", "judge_model", "m".repeat(200)))
                        .status())
                .isEqualTo(302);
    }

    @Test
    void saysThatAnExamRunsAlreadyOrThatThereAreTooMany() {
        when(examiner.begin("gpt")).thenReturn(Optional.empty());
        Page runs = slice.send(form("/judge/exam"));
        assertThat(runs.status()).isEqualTo(409);
        assertThat(runs.body()).contains("An exam of gpt is running already.");

        when(examiner.begin("x\"y")).thenThrow(mock(ExamsFullException.class));
        Page full = slice.send(form("/judge/exam", "judge_model", "x\"y"));
        assertThat(full.status()).isEqualTo(429);
        assertThat(full.body()).contains("Two judges are being examined", "value=\"x&quot;y\"");
    }

    @Test
    void saysWhatAnExamWouldTake() {
        when(examiner.expected("gpt"))
                .thenReturn(expected(Usage.of(1308, 0, 2000, 100).costing(0.05)));

        assertThat(slice.get("/judge").body())
                .contains("154 rows: about 1,308 requests · 2,000 tokens in · 100 out. Cost: 0.0500");
    }

    @Test
    void triesTheEndpoint() {
        assertThat(slice.send(form("/judge/check")).location()).isEqualTo("/judge");
        verify(judge).tryOut();
    }

    @Test
    void doesNothingForOtherSitesAndLeadsVisitorsToThePage() {
        assertThat(slice.send(foreignForm("/judge/check")).status()).isEqualTo(403);
        assertThat(slice.send(foreignForm("/judge/exam")).status()).isEqualTo(403);
        verify(judge, never()).tryOut();
        verify(examiner, never()).begin(any());
        assertThat(slice.get("/judge/check").location()).isEqualTo("/judge");
        assertThat(slice.get("/judge/exam").location()).isEqualTo("/judge");
    }
}
