package dev.marksheet.web;

import dev.marksheet.session.Comparison;
import dev.marksheet.session.Difference;
import dev.marksheet.session.Figure;
import dev.marksheet.session.MetricStat;
import dev.marksheet.session.SessionReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs side by side as the template shows them: the base, then each other run against it.
 *
 * @param otherJudges whether some metric was not marked by the same judge in all runs
 */
record ComparePage(Run base, List<Run> others, List<Line> lines, List<Changes> changes, boolean otherJudges) {

    /** A run's column. */
    record Run(String id, String path, String session, String judges, long calls) {}

    /** A metric's row: the base's mean, then one cell per other run. */
    record Line(String metric, String mean, String css, boolean lowerIsBetter, List<Against> cells) {}

    /**
     * A run's mean and how it differs from the base's over the same calls.
     *
     * @param verdict {@code better}, {@code worse} or {@code undecided}
     * @param pairs equal questions that were compared pair by pair; null for all calls by their means
     * @param left where the bar of the interval begins and {@code width} how wide it is, in hundredths of a scale on
     *     which 50 is no difference
     */
    record Against(
            String mean,
            String css,
            String difference,
            @Nullable String interval,
            String verdict,
            @Nullable Long pairs,
            boolean otherJudge,
            double left,
            double width,
            double middle) {}

    /** The questions that changed most in one run. */
    record Changes(Run run, List<Change> questions) {}

    /** A question with its score in both runs. */
    record Change(
            String question,
            String metric,
            String baseHref,
            CallsTable.Cell base,
            String otherHref,
            CallsTable.Cell other,
            String difference,
            String verdict) {}

    static ComparePage of(
            SessionReport base,
            List<Comparison> comparisons,
            Ranges ranges,
            Function<Comparison.Changed, String> text) {
        List<Line> lines = new ArrayList<>();
        base.metrics().forEach((metric, stat) -> {
            if (comparisons.stream().anyMatch(c -> c.metrics().containsKey(metric))) {
                lines.add(line(metric, stat, comparisons, ranges));
            }
        });
        return new ComparePage(
                run(base),
                comparisons.stream().map(c -> run(c.other())).toList(),
                lines,
                comparisons.stream()
                        .map(c -> new Changes(run(c.other()), changes(c, ranges, text)))
                        .toList(),
                comparisons.stream().anyMatch(c -> !c.judgedDifferently().isEmpty()));
    }

    private static Run run(SessionReport report) {
        return new Run(
                report.run().value(),
                Paths.run(report.run()),
                report.session().value(),
                String.join(", ", report.judgeModels()),
                report.counts().ended());
    }

    private static Line line(String metric, MetricStat stat, List<Comparison> comparisons, Ranges ranges) {
        return new Line(
                metric,
                Figure.mean(stat, ranges.of(metric)),
                Level.cssOf(stat.mean(), ranges.of(metric)),
                !ranges.of(metric).higherIsBetter(),
                comparisons.stream().map(c -> against(metric, c, ranges)).toList());
    }

    private static @Nullable Against against(String metric, Comparison comparison, Ranges ranges) {
        Comparison.Compared compared = comparison.metrics().get(metric);
        if (compared == null) {
            return null;
        }
        Difference d = compared.difference();
        MetricStat.Interval interval = d.interval();
        double scale = 50 / (ranges.of(metric).max() - ranges.of(metric).min());
        double low = place(interval == null ? d.value() : interval.low(), scale);
        double high = place(interval == null ? d.value() : interval.high(), scale);
        return new Against(
                Figure.of(d.other()),
                Level.cssOf(d.other(), ranges.of(metric)),
                signed(d.value()),
                interval == null ? null : signed(interval.low()) + " … " + signed(interval.high()),
                name(compared.verdict()),
                d.paired() ? d.baseCount() : null,
                comparison.judgedDifferently().contains(metric),
                low,
                high - low,
                place(d.value(), scale));
    }

    private static double place(double difference, double scale) {
        return Math.max(0, Math.min(100, 50 + difference * scale));
    }

    private static String signed(double value) {
        String text = Figure.of(value);
        return value > 0 && !text.equals(Figure.of(0.0)) ? "+" + text : text.replace('-', '−');
    }

    private static String name(Difference.Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }

    private static List<Change> changes(
            Comparison comparison, Ranges ranges, Function<Comparison.Changed, String> text) {
        String base = "/runs/" + comparison.base().run().value() + "/calls/";
        String other = "/runs/" + comparison.other().run().value() + "/calls/";
        return comparison.changed().stream()
                .map(c -> new Change(
                        text.apply(c),
                        c.metric(),
                        base + c.baseJob().value(),
                        CallsTable.cell(c.base(), ranges.of(c.metric())),
                        other + c.otherJob().value(),
                        CallsTable.cell(c.other(), ranges.of(c.metric())),
                        signed(c.other() - c.base()),
                        c.other() > c.base() == ranges.of(c.metric()).higherIsBetter() ? "better" : "worse"))
                .toList();
    }
}
