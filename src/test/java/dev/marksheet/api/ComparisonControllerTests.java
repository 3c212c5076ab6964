package dev.marksheet.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.marksheet.api.ApiSlice.Answer;
import dev.marksheet.query.Comparison;
import dev.marksheet.query.ComparisonQueries;
import dev.marksheet.query.SessionQueries;
import dev.marksheet.session.JobId;
import dev.marksheet.session.Reported;
import dev.marksheet.session.SessionReport;
import dev.marksheet.statistics.Difference;
import dev.marksheet.statistics.Difference.Verdict;
import dev.marksheet.statistics.MetricStat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ComparisonControllerTests {

    private final SessionQueries sessions = mock(SessionQueries.class);
    private final ComparisonQueries comparisons = mock(ComparisonQueries.class);
    private final ApiSlice slice = ApiSlice.of(new ComparisonController(sessions, comparisons));
    private final SessionReport old =
            there(Reported.session("old").label("sha", "a1").label("same", "x").label("gone", "y"));
    private final SessionReport latest =
            there(Reported.session("new").called("新").label("same", "x").label("sha", "b2"));

    private SessionReport there(Reported session) {
        SessionReport report = session.report();
        when(sessions.ofRun(report.run().value())).thenReturn(Optional.of(report));
        return report;
    }

    private void compared(Map<String, Comparison.Compared> metrics, Set<String> differently) {
        List<Comparison.Changed> changed = List.of(new Comparison.Changed(
                "faithfulness", "row 1", new JobId("aaaaaaaaaaaa"), new JobId("bbbbbbbbbbbb"), 0.1, 0.9));
        when(comparisons.compare(old, List.of(latest)))
                .thenReturn(List.of(new Comparison(old, latest, metrics, changed, differently)));
    }

    private static Comparison.Compared metric(
            boolean paired, MetricStat.@Nullable Interval interval, Verdict verdict, boolean differently) {
        return new Comparison.Compared(new Difference(paired, 6, 7, 0.1 + 0.2, 0.9, interval), verdict, differently);
    }

    @Test
    void tellsARunAgainstItsBase() {
        compared(
                Map.of("faithfulness", metric(true, new MetricStat.Interval(0.1, 0.7), Verdict.BETTER, false)),
                Set.of());

        Answer answer = slice.get("/api/compare?run=session-old&run=session-new");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("""
                {"base_run_id":"session-old","base_session_id":"old","runs":[{"run_id":"session-new","session_id":"new",\
                "name":"新","label_changes":{"sha":{"base":"a1","run":"b2"},"gone":{"base":"y","run":null}},\
                "metrics":{"faithfulness":{"base_mean":0.3,"mean":0.9,"difference":0.6,"low95":0.1,"high95":0.7,"pairs":6,\
                "verdict":"better","undecided_because":null}},"judged_differently":[],"changed":[{"metric":"faithfulness",\
                "item":"row 1","base_job_id":"aaaaaaaaaaaa","job_id":"bbbbbbbbbbbb","base_score":0.1,"score":0.9}]}]}""");
    }

    @Test
    void saysWhyNothingIsDecided() {
        Map<String, Comparison.Compared> metrics = new LinkedHashMap<>();
        metrics.put("a", metric(false, null, Verdict.UNDECIDED, false));
        metrics.put("b", metric(false, new MetricStat.Interval(-0.1, 0.1), Verdict.UNDECIDED, false));
        metrics.put("c", metric(true, new MetricStat.Interval(0.1, 0.2), Verdict.UNDECIDED, true));
        compared(metrics, Set.of("c"));

        var run =
                slice.get("/api/compare?run=session-old&run=session-new").json().at("/runs/0");

        assertThat(run.at("/metrics/a/undecided_because").asString()).isEqualTo("no_interval");
        assertThat(run.at("/metrics/a/low95").isNull()).isTrue();
        assertThat(run.at("/metrics/a/pairs").isNull()).isTrue();
        assertThat(run.at("/metrics/b/undecided_because").asString()).isEqualTo("interval_contains_zero");
        assertThat(run.at("/metrics/c/undecided_because").asString()).isEqualTo("judged_differently");
        assertThat(run.at("/judged_differently/0").asString()).isEqualTo("c");
    }

    @Test
    void countsARunOnceHoweverOftenItIsNamed() {
        when(comparisons.compare(any(), any())).thenReturn(List.of());

        assertThat(slice.get("/api/compare?run=session-old&run=session-new&run=session-old&run=session-new")
                        .status())
                .isEqualTo(200);

        verify(comparisons).compare(old, List.of(latest));
    }

    @Test
    void wantsTwoToSixDifferentRuns() {
        for (String query :
                List.of("", "?run=", "?run=session-old", "?run=session-old&run=session-old", "?" + runs(7))) {
            Answer answer = slice.get("/api/compare" + query);
            assertThat(answer.status()).as(query).isEqualTo(422);
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(answer.faults()).as(query).containsExactly("run");
            assertThat(answer.detail()).contains("from 2 to 6 different runs, the base first");
        }
        verifyNoInteractions(comparisons);

        when(comparisons.compare(any(), any())).thenReturn(List.of());
        assertThat(slice.get("/api/compare?" + runs(6)).status()).isEqualTo(200);
    }

    private String runs(int number) {
        return IntStream.range(0, number)
                .peek(i -> there(Reported.session("r" + i)))
                .mapToObj(i -> "run=session-r" + i)
                .collect(Collectors.joining("&"));
    }

    @Test
    void findsNoRunThatIsNotThere() {
        Answer answer = slice.get("/api/compare?run=session-old&run=session-nobody");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.detail()).isEqualTo("There is no run session-nobody. GET /api/runs lists all runs.");
        verifyNoInteractions(comparisons);
    }
}
