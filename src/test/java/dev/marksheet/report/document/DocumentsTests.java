package dev.marksheet.report.document;

import static dev.marksheet.session.CallCounts.counts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.session.ExamResult;
import dev.marksheet.session.Jobs;
import dev.marksheet.session.Judging;
import dev.marksheet.session.Reported;
import dev.marksheet.session.Score;
import dev.marksheet.session.ScoreJob;
import dev.marksheet.session.SessionReport;
import dev.marksheet.session.Usage;
import dev.marksheet.session.evidence.Evidence;
import dev.marksheet.session.evidence.Injection;
import dev.marksheet.statistics.MetricRange;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the documents of a run say beside their figures. */
class DocumentsTests {

    private static String markdown(Reported session) {
        return SummaryDocument.markdown(session.report(), Map.of(), List.of(), List.of());
    }

    @Test
    void writesWhatARunIsAsJson() {
        assertThat(MetadataDocument.json(Reported.session("a b")
                        .calls(counts(0, 0, 2, 0))
                        .chinese(1)
                        .judges("m", "n")
                        .scores("z", 1)
                        .scores("a", 1)
                        .report()))
                .startsWith("{\n")
                .endsWith("}\n")
                .contains("\"run_id\" : \"session-a-b~")
                .contains("\"session_id\" : \"a b\"")
                .contains("\"created_at\" : \"2026-07-01T10:00:00Z\"")
                .contains("\"judge_models\" : [ \"m\", \"n\" ]")
                .contains("\"embedding_models\" : [ \"local\" ]")
                .contains("\"languages\" : [ \"en\", \"zh\" ]")
                .contains("\"metrics\" : [ \"z\", \"a\" ]");
    }

    @Test
    void writesItAnewOnlyWhenItSaysSomethingElse() {
        SessionReport report = scored().report();

        assertThat(MetadataDocument.sameContent(
                        report,
                        scored().scores("a", 0.5).calls(counts(0, 0, 3, 0)).report()))
                .as("more of the same")
                .isTrue();
        assertThat(List.of(
                        scored().judges("n").report(),
                        scored().chinese(1).report(),
                        scored().scores("b", 1).report(),
                        withEmbedding(report, "other")))
                .noneMatch(other -> MetadataDocument.sameContent(report, other));
    }

    private static Reported scored() {
        return Reported.session("s").judges("m").scores("a", 1);
    }

    private static SessionReport withEmbedding(SessionReport report, String model) {
        return new SessionReport(
                report.session(),
                report.run(),
                report.createdAt(),
                report.version(),
                report.counts(),
                0,
                report.latestFinishedAt(),
                report.csv(),
                new SessionReport.Models(report.judgeModels(), Set.of(model)),
                report.figures(),
                null);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            3 | 0.5  | 0.5000 for all 3 requests
            2 | 0.25 | 0.2500 for 2 of 3 requests; the others went to models without a price in marksheet.judge.prices
            0 | 0    | unknown: no model of these 3 requests has a price in marksheet.judge.prices
            """)
    void tellsWhatWasSpent(long priced, double cost, String said) {
        Usage usage = new Usage(3, 1, 2, 40, 50, 6, priced, cost);

        assertThat(markdown(Reported.session("s").judging(new Judging(Map.of("a", usage), Map.of(), Usage.NONE))))
                .contains("3 requests (1 repeated, 2 answers shared), 40 tokens read, 50 written")
                .contains(said);
    }

    @Test
    void saysNothingOfCostsWhereNothingWasAsked() {
        assertThat(markdown(Reported.session("s"))).doesNotContain("Judging", "Cost");
    }

    @Test
    void warnsOnlyOfWhatIsSo() {
        Reported fine = Reported.session("s").calls(counts(0, 0, 5, 0)).judges("m");
        assertThat(markdown(fine)).doesNotContain("> ");

        assertThat(markdown(fine.calls(counts(0, 0, 4, 0))))
                .containsOnlyOnce("> ")
                .contains("4 ended");
        assertThat(markdown(fine.calls(counts(2, 1, 5, 0))))
                .containsOnlyOnce("> ")
                .contains("3 more calls");
        assertThat(markdown(fine.calls(counts(0, 0, 5, 1))))
                .containsOnlyOnce("> ")
                .contains("1 of 6 calls failed");
        assertThat(markdown(fine.calls(counts(0, 0, 5, 0, 2)))).contains("2 cancelled");
        assertThat(markdown(fine.calls(counts(0, 0, 5, 0)).signal(Injection.SIGN, 5, 2)))
                .containsOnlyOnce("> ")
                .contains("2 calls");
    }

    @Test
    void warnsOfMetricsThatWereMarkedInTwoWays() {
        Judging two = new Judging(Map.of(), Map.of("a", Set.of("1", "2"), "b", Set.of("1")), Usage.NONE);

        assertThat(markdown(Reported.session("s")
                        .calls(counts(0, 0, 5, 0))
                        .judges("m")
                        .judging(two)))
                .containsOnlyOnce("> ")
                .contains("`a`")
                .doesNotContain("`b`");
    }

    @Test
    void tellsOfTheExamsOfItsJudges() {
        ExamResult exam = new ExamResult(
                "m", new ExamResult.Part(10, 9, 0.9, 0.8, 1), Map.of(), Map.of(), 0, 0, Usage.NONE, 5, Map.of());

        assertThat(SummaryDocument.markdown(Reported.session("s").report(), Map.of(), List.of(), List.of(exam)))
                .contains("`m`")
                .contains("0.90 in the exam");
    }

    @Test
    void marksMetricsOfWhichLessIsBetterAndTakesTheirEndsForTheBand() {
        MetricRange range = new MetricRange(0, 4, false);

        assertThat(SummaryDocument.markdown(
                        Reported.session("s")
                                .scores("a", range, 1, 1)
                                .failedScore("a")
                                .failedScore("a")
                                .scores("b", 1)
                                .report(),
                        Map.of("a", range),
                        List.of(),
                        List.of()))
                .containsPattern("\\| `a` ↓ \\| 1\\.0000 \\|.*\\| 2\\.50 / 0\\.50 \\|")
                .containsPattern("\\| `b` \\| 1\\.0000 \\|.*\\| — \\|\n");
    }

    @Test
    void saysThatThereIsNoMetricYet() {
        assertThat(markdown(Reported.session("s"))).doesNotContain("|---");
        assertThat(markdown(Reported.session("s").scores("a", 1))).contains("|---|---:|:---:|---:|:---:|---:|---:|\n");
        assertThat(markdown(Reported.session("s").failedScore("a")))
                .contains("|---|---:|:---:|---:|:---:|---:|---:|:---:|\n");
    }

    @Test
    void showsOfTheWorstCallsWhatBecameOfEachMetric() {
        Score failed = new Score.Failed("no answer");
        List<ScoreJob> worst = List.of(
                job(1, "a", new Score.Scored(0.7, Evidence.NONE)),
                job(2, "a", failed, "b", new Score.Skipped("none")),
                job(3, "b", new Score.Scored(0.5, Evidence.NONE)),
                job(4, "a", new Score.Scored(0.69, Evidence.NONE)),
                job(5, "a", new Score.Scored(0.7, Evidence.NONE)),
                job(6, "a", failed));
        String text = SummaryDocument.markdown(
                Reported.session("s")
                        .scores("c", 1)
                        .scores("b", 1)
                        .scores("a", 1)
                        .report(),
                Map.of(),
                worst,
                List.of());

        assertThat(text).contains(" | `b` | `a` |").containsPattern("\\|---\\|---\\|---:\\|---:\\|---:\\|\n");
        assertThat(text)
                .contains("| `session-score-1` | q | 0.70 | — | 0.70 |\n")
                .contains("| `session-score-2` | q | — | — | failed |\n")
                .contains("| `session-score-4` | q | 0.69 | — | 0.69 |\n")
                .doesNotContain("session-score-5", "session-score-6");
    }

    private static ScoreJob job(int number, Object... metricsAndScores) {
        return Jobs.ended(
                "00000000000" + number,
                number,
                Jobs.request("s", Jobs.sample("q", "a")),
                Jobs.result(metricsAndScores));
    }
}
