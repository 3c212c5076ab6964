package dev.marksheet.web.runs;

import dev.marksheet.session.Counts;
import dev.marksheet.session.JobStatus;
import dev.marksheet.session.SessionReport;
import dev.marksheet.session.Usage;
import dev.marksheet.session.text.Wording;
import dev.marksheet.statistics.Figure;
import dev.marksheet.statistics.MetricRange;
import dev.marksheet.statistics.MetricStat;
import dev.marksheet.web.LabelLink;
import dev.marksheet.web.Level;
import dev.marksheet.web.Moment;
import dev.marksheet.web.Names;
import dev.marksheet.web.Paths;
import dev.marksheet.web.RunState;
import dev.marksheet.web.Spark;
import dev.marksheet.web.gate.GatePanel.Mark;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A run in the list.
 *
 * @param id the run's id
 * @param session the session's id as the client gave it
 * @param name what people call it, short enough for a table
 * @param href its report
 * @param labels its labels
 * @param pinned whether it is kept for good
 * @param state {@code live}, {@code held}, {@code idle} or {@code errors}
 * @param gate how its gate stands; null where none was set
 * @param done calls that have ended
 * @param total all calls but the cancelled ones
 * @param completed calls that have a score
 * @param failed calls that failed
 * @param lost which of the scores failed, in words; empty when none did
 * @param progress ended calls as a share of 100
 * @param cells its means in the order of the columns
 * @param spark the course of its first metric; null while there is none
 * @param judges who marked it
 * @param cost what that cost; empty where it is not known
 * @param moment when the last call ended, or else when the first came
 */
record RunRow(
        String id,
        String session,
        String name,
        String href,
        List<LabelLink> labels,
        boolean pinned,
        String state,
        @Nullable Mark gate,
        long done,
        long total,
        long completed,
        long failed,
        String lost,
        double progress,
        List<Mean> cells,
        @Nullable Spark spark,
        String judges,
        String language,
        String cost,
        Moment moment) {

    private static final int COST_PLACES = 4;

    /**
     * A mean.
     *
     * @param text the mean; empty where the run has none
     * @param share where the mean lies between worst and best, of 100
     */
    record Mean(String metric, String text, String css, double share, String title) {}

    static RunRow of(SessionReport report, List<String> columns, @Nullable Mark gate, Instant now, Wording words) {
        Counts counts = report.counts();
        return new RunRow(
                report.run().value(),
                report.session().value(),
                Names.of(report),
                Paths.run(report.run()),
                LabelLink.of(report.settings()),
                report.settings().pinned(),
                RunState.of(report),
                gate,
                counts.ended(),
                counts.wanted(),
                counts.of(JobStatus.COMPLETED),
                counts.of(JobStatus.FAILED),
                lost(report, words),
                100.0 * counts.ended() / Math.max(1, counts.wanted()),
                means(report, columns, words),
                spark(report),
                String.join(", ", report.judgeModels()),
                language(report, words),
                cost(report.judging().total()),
                moment(report, now, words));
    }

    private static String language(SessionReport report, Wording words) {
        return report.languages().keySet().stream()
                .map(language -> words.text("language." + language.wireName()))
                .collect(Collectors.joining(", "));
    }

    private static Moment moment(SessionReport report, Instant now, Wording words) {
        Instant latest = report.latestFinishedAt();
        return Moment.of(latest == null ? report.createdAt() : latest, now, words);
    }

    private static List<Mean> means(SessionReport report, List<String> columns, Wording words) {
        return columns.stream()
                .map(metric -> mean(metric, report.metrics().get(metric), report.range(metric), words))
                .toList();
    }

    private static String lost(SessionReport report, Wording words) {
        long failed = RunState.failedScores(report);
        return failed == 0 ? "" : words.text("runs.lost", failed, RunState.triedScores(report));
    }

    private static Mean mean(String metric, @Nullable MetricStat stat, MetricRange range, Wording words) {
        if (stat == null || stat.scored() == 0) {
            return new Mean(metric, "", "level-0", 0, "");
        }
        return new Mean(
                metric,
                Figure.of(stat.mean()),
                Level.cssOf(stat.mean(), range),
                100 * Level.share(stat.mean(), range),
                words.text("runs.mean.title", Figure.mean(stat, range), stat.scored(), stat.failed(), stat.skipped()));
    }

    private static @Nullable Spark spark(SessionReport report) {
        return report.metrics().entrySet().stream()
                .filter(entry -> entry.getValue().scored() > 0)
                .findFirst()
                .map(entry -> Spark.of(entry.getValue(), entry.getValue().range()))
                .orElse(null);
    }

    private static String cost(Usage usage) {
        Double cost = usage.requests() == 0 ? null : usage.cost();
        return cost == null ? "" : Figure.of(Objects.requireNonNull(cost), COST_PLACES);
    }
}
