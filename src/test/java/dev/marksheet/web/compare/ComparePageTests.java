package dev.marksheet.web.compare;

import static dev.marksheet.session.Jobs.sample;
import static dev.marksheet.web.PageSlice.chinese;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.marksheet.query.Comparison;
import dev.marksheet.query.ComparisonQueries;
import dev.marksheet.query.JobQueries;
import dev.marksheet.query.SessionQueries;
import dev.marksheet.session.GateSettings;
import dev.marksheet.session.JobId;
import dev.marksheet.session.Reported;
import dev.marksheet.session.SessionReport;
import dev.marksheet.session.text.Language;
import dev.marksheet.statistics.Difference;
import dev.marksheet.statistics.Difference.Verdict;
import dev.marksheet.statistics.MetricStat;
import dev.marksheet.web.Page;
import dev.marksheet.web.PageSlice;
import dev.marksheet.web.gate.GatePanel.Mark;
import dev.marksheet.web.gate.GatePanels;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComparePageTests {

    private static final JobId BEFORE = new JobId("aaaaaaaaaaaa");
    private static final JobId AFTER = new JobId("bbbbbbbbbbbb");

    private final SessionQueries sessions = mock(SessionQueries.class);
    private final ComparisonQueries comparisons = mock(ComparisonQueries.class);
    private final JobQueries jobs = mock(JobQueries.class);
    private final GatePanels gates = mock(GatePanels.class);
    private final PageSlice slice = PageSlice.of(new CompareController(sessions, comparisons, jobs, gates));
    private final SessionReport old = there(Reported.session("old")
            .created(Reported.CREATED.minusSeconds(1))
            .scores("faithfulness", 0.5)
            .label("sha", "a1"));
    private final SessionReport latest =
            there(Reported.session("new").scores("faithfulness", 0.9).label("sha", "<b2>"));

    private SessionReport there(Reported session) {
        SessionReport report = session.report();
        when(sessions.ofRun(report.run().value())).thenReturn(Optional.of(report));
        return report;
    }

    private static Difference difference(boolean paired, double base, double other, MetricStat.Interval interval) {
        return new Difference(paired, 6, 6, base, other, interval);
    }

    private void compared(SessionReport base, SessionReport other, Verdict verdict, boolean differently) {
        Difference difference = difference(true, 0.5, 0.9, new MetricStat.Interval(0.1, 0.7));
        Comparison comparison = new Comparison(
                base,
                other,
                Map.of("faithfulness", new Comparison.Compared(difference, verdict, differently)),
                List.of(new Comparison.Changed("faithfulness", null, BEFORE, AFTER, 0.1, 0.9)),
                differently ? Set.of("faithfulness") : Set.of());
        when(comparisons.compare(base, List.of(other))).thenReturn(List.of(comparison));
    }

    @Test
    void saysHowToCompareWhereLessThanTwoRunsWereChosen() {
        for (String path :
                List.of("/compare", "/compare?run=session-old", "/compare?run=session-old&run=session-old")) {
            Page page = slice.get(path);
            assertThat(page.status()).as(path).isEqualTo(200);
            assertThat(page.body()).as(path).contains("Choose two or more runs").doesNotContain("<table");
        }
        verifyNoInteractions(comparisons);
    }

    @Test
    void takesTheOldestForTheBase() {
        compared(old, latest, Verdict.BETTER, false);

        Page page = slice.get("/compare?run=session-new&run=session-old");

        assertThat(page.body())
                .contains("class=\"better\">better on 1: faithfulness<", ", the oldest of the chosen runs")
                .contains(">0.50<", ">0.90<", ">+0.40<", "(+0.10 … +0.70)", "6 equal questions or items, pair by pair")
                .contains("href=\"/compare?run=session-old&amp;run=session-new&amp;base=session-new\"")
                .contains("<bdi>sha</bdi>: <bdi>a1</bdi>", "<bdi>&lt;b2&gt;</bdi>", "2 calls · judge local")
                .doesNotContain("judges differ");
        assertThat(page.all("<rect x=\"([^\"]+)\" y=\"3\"")).containsExactly("55.0");
    }

    @Test
    void takesAnotherBaseWhereOneIsChosen() {
        compared(latest, old, Verdict.WORSE, false);

        assertThat(slice.get("/compare?run=session-new&run=session-old&base=session-new")
                        .body())
                .contains("class=\"worse\">worse on 1: faithfulness<")
                .doesNotContain("the oldest of the chosen runs");
    }

    @Test
    void takesTheOldestWhereTheBaseIsNotAmongTheRuns() {
        compared(old, latest, Verdict.UNDECIDED, false);

        assertThat(slice.get("/compare?run=session-new&run=session-old&base=session-nobody")
                        .body())
                .contains("nothing is decided yet on 1 metrics", ", the oldest of the chosen runs");
    }

    @Test
    void decidesNothingWhereTheJudgesDiffer() {
        compared(old, latest, Verdict.UNDECIDED, true);

        assertThat(slice.get("/compare?run=session-new&run=session-old").body())
                .contains("banner warn\">Not all of these runs were marked by the same judge", ">judges differ<")
                .contains("verdict-chip undecided", "the difference may be the judge’s")
                .doesNotContain("verdict-chip better");
    }

    @Test
    void showsBothAnswersOfAQuestionThatChanged() {
        compared(old, latest, Verdict.BETTER, false);
        when(jobs.sample(BEFORE)).thenReturn(Optional.of(sample("When?", null)));
        when(jobs.sample(AFTER)).thenReturn(Optional.of(sample("When <b>?", "x".repeat(601))));

        Page page = slice.get("/compare?run=session-new&run=session-old");

        assertThat(page.body())
                .contains("Questions that changed most", "When &lt;b&gt;?", ">+0.80<", "This call has no answer.")
                .contains(
                        "href=\"/runs/session-old/calls/aaaaaaaaaaaa\"",
                        "href=\"/runs/session-new/calls/bbbbbbbbbbbb\"")
                .doesNotContain("x".repeat(601), "<b>");
    }

    @Test
    void showsACallWhoseTextsAreGoneWithoutThem() {
        compared(old, latest, Verdict.BETTER, false);
        when(jobs.sample(any())).thenReturn(Optional.empty());

        assertThat(slice.get("/compare?run=session-new&run=session-old").status())
                .isEqualTo(200);
    }

    @Test
    void showsTheVerdictOfAGateThatComparesWithThisBaseAlone() {
        GateSettings asks = new GateSettings(Map.of(), "old", null, null, null, null);
        SessionReport gated = there(Reported.session("new").gate(asks).scores("faithfulness", 0.9));
        when(gates.mark(any(), any())).thenReturn(new Mark("fail", "✗", "FAIL"));
        compared(old, gated, Verdict.BETTER, false);

        assertThat(slice.get("/compare?run=session-new&run=session-old").body())
                .contains("gate-mark fail\" href=\"/runs/session-new#gate\"", ">FAIL<");
        verify(gates).mark(gated, Language.EN);

        GateSettings other = new GateSettings(Map.of(), "another", null, null, null, null);
        SessionReport elsewhere = there(Reported.session("new").gate(other).scores("faithfulness", 0.9));
        compared(old, elsewhere, Verdict.BETTER, false);
        assertThat(slice.get("/compare?run=session-new&run=session-old").body()).doesNotContain("gate-mark");
        verify(gates, never()).mark(elsewhere, Language.EN);
    }

    @Test
    void comparesNoMoreThanSixRuns() {
        IntStream.range(0, 8).forEach(i -> there(Reported.session("r" + i)));
        when(comparisons.compare(any(), any())).thenReturn(List.of());

        String runs = IntStream.range(0, 8).mapToObj(i -> "run=session-r" + i).collect(Collectors.joining("&"));
        assertThat(slice.get("/compare?" + runs).body()).contains("These runs have no scored metric in common.");

        verify(sessions, times(6)).ofRun(any());
        verify(sessions, never()).ofRun("session-r6");
    }

    @Test
    void findsNoRunThatIsNotThere() {
        assertThat(slice.get("/compare?run=session-old&run=session-nobody").status())
                .isEqualTo(404);
        verifyNoInteractions(comparisons);
    }

    @Test
    void speaksChinese() {
        compared(old, latest, Verdict.BETTER, false);

        assertThat(slice.send(chinese("/compare?run=session-new&run=session-old"))
                        .body())
                .contains("lang=\"zh-CN\"")
                .doesNotContain("better on", "Compare runs");
    }
}
