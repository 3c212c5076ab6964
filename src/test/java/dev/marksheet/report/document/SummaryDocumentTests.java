package dev.marksheet.report.document;

import static dev.marksheet.session.CallCounts.counts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.session.CallResult;
import dev.marksheet.session.CallTags;
import dev.marksheet.session.JobId;
import dev.marksheet.session.JobStatus;
import dev.marksheet.session.Judging;
import dev.marksheet.session.RequestSummary;
import dev.marksheet.session.RunId;
import dev.marksheet.session.Score;
import dev.marksheet.session.ScoreJob;
import dev.marksheet.session.SessionId;
import dev.marksheet.session.SessionReport;
import dev.marksheet.session.evidence.Evidence;
import dev.marksheet.session.text.Language;
import dev.marksheet.statistics.MetricStat;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SummaryDocumentTests {

    private static final Instant START = Instant.parse("2026-07-01T10:00:00Z");
    private static final MetricStat FIVE = new MetricStat(5, 0, 1, 0.5, 0.1, 0.3, 0.7);

    @Test
    void tellsTheFactsAndTheFigures() {
        assertThat(markdown(report("s1", 6, 0, false, Map.of("faithfulness", FIVE), "gpt")))
                .contains("- **Run:** `session-s1`\n- **Calls:** 6 completed, 0 failed, 0 queued, 1 running\n")
                .contains("- **Time:** 2026-07-01 10:00:00 – 2026-07-01 10:00:09 UTC\n- **Judge model:** `gpt`\n")
                .contains("| `faithfulness` | 0.5000 | 0.30–0.70 | 0.16 | 5 / 0 / 1 | 0.30 | 0.70 |\n")
                .doesNotContain("worst / best");
    }

    @Test
    void speaksChineseInAChineseSession() {
        assertThat(markdown(report("s1", 6, 0, true, Map.of("faithfulness", FIVE), "local")))
                .contains("# 评测摘要：s1")
                .contains("没有大模型参与评审")
                .contains("| 指标 | 均值 | 95% 区间 |");
    }

    @Test
    void showsADashWhereThereIsNoScore() {
        assertThat(markdown(
                        report("s1", 6, 0, false, Map.of("faithfulness", new MetricStat(0, 0, 6, 0, 0, 0, 0)), "g")))
                .contains("| `faithfulness` | — | — | — | 0 / 0 / 6 | — | — |")
                .doesNotContain("NaN");
    }

    @Test
    void showsTheBandOfTheMeanWhenTheJudgeFailed() {
        MetricStat stat = new MetricStat(5, 5, 0, 0.5, 0.1, 0.3, 0.7);
        assertThat(markdown(report("s1", 10, 2, false, Map.of("faithfulness", stat), "gpt")))
                .contains("| 0.30 | 0.70 | 0.25 / 0.75 |")
                .contains("2 of 12 calls failed");
    }

    @Test
    void warnsOfFewCallsAndOfMixedJudges() {
        assertThat(markdown(report("s1", 3, 0, false, Map.of(), "gpt", "local")))
                .contains("only 3 ended so far")
                .contains("2 different judges")
                .doesNotContain("no LLM judged");
    }

    @Test
    void keepsHostileWordsInTheirCells() {
        SessionReport report = report("a|b<script>", 6, 0, false, Map.of("faithfulness", FIVE), "x|`y`");
        String text = SummaryDocument.markdown(
                report, Map.of(), List.of(job(1, "a | b\n|---|\n`c` <b>d</b> \\| e", 0.25)), List.of());
        String row = text.lines()
                .filter(l -> l.contains("session-score-1"))
                .findFirst()
                .orElseThrow();
        assertThat(row.split("(?<!\\\\)(?:\\\\\\\\)*\\|", -1)).hasSize(6);
        assertThat(row)
                .contains("a \\| b \\|---\\| \\`c\\` \\<b\\>d\\</b\\> \\\\\\| e")
                .endsWith("| 0.25 | 0.25 |");
        assertThat(text.lines().findFirst()).hasValue("# Summary: a\\|b\\<script\\>");
    }

    @Test
    void listsGoodCallsAmongTheWorstOnlyToFillThree() {
        SessionReport report = report("s1", 6, 0, false, Map.of("faithfulness", FIVE), "gpt");
        List<ScoreJob> jobs = List.of(job(1, "q", 0.2), job(2, "q", 0.8), job(3, "q", 0.9), job(4, "q", 0.95));
        assertThat(SummaryDocument.markdown(report, Map.of(), jobs, List.of()))
                .contains("session-score-3")
                .doesNotContain("session-score-4");
    }

    @Test
    void hasTheSameWordsInBothLanguages() {
        assertThat(ResourceBundle.getBundle(SummaryDocument.BUNDLE, Locale.CHINESE)
                        .keySet())
                .isEqualTo(ResourceBundle.getBundle(SummaryDocument.BUNDLE, Locale.ENGLISH)
                        .keySet())
                .isNotEmpty();
    }

    private static String markdown(SessionReport report) {
        return SummaryDocument.markdown(report, Map.of(), List.of(), List.of());
    }

    private static SessionReport report(
            String session,
            long completed,
            long failed,
            boolean chinese,
            Map<String, MetricStat> metrics,
            String... judges) {
        SessionId id = new SessionId(session);
        return new SessionReport(
                id,
                RunId.of(id),
                START,
                1,
                counts(0, 1, completed, failed),
                chinese ? completed : 0,
                START.plusSeconds(9),
                new SessionReport.Csv((int) completed, 0, 0),
                new SessionReport.Models(Set.of(judges), Set.of("local")),
                new SessionReport.Figures(metrics, Map.of(), Judging.NONE),
                null);
    }

    private static ScoreJob job(int number, String question, double value) {
        SessionId id = new SessionId("s1");
        return new ScoreJob(
                number,
                new JobId("00000000000" + number),
                id,
                RunId.of(id),
                JobStatus.COMPLETED,
                START,
                START,
                START,
                new RequestSummary(
                        question, null, List.of(), "gpt", "local", true, true, Language.EN, CallTags.NONE, false),
                number,
                new CallResult(Map.of("faithfulness", new Score.Scored(value, Evidence.NONE)), Map.of(), 1, value),
                null);
    }
}
