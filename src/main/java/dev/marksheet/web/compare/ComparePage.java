package dev.marksheet.web.compare;

import dev.marksheet.query.Comparison;
import dev.marksheet.session.JobId;
import dev.marksheet.session.RunId;
import dev.marksheet.session.Sample;
import dev.marksheet.session.SessionReport;
import dev.marksheet.session.text.Wording;
import dev.marksheet.statistics.Difference;
import dev.marksheet.statistics.Figure;
import dev.marksheet.statistics.MetricRange;
import dev.marksheet.statistics.MetricStat;
import dev.marksheet.web.Level;
import dev.marksheet.web.Names;
import dev.marksheet.web.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs side by side as the template shows them: the base, then each other run against it.
 *
 * @param chosen whether the base was chosen; else it is the oldest
 * @param otherJudges whether some metric was not marked by the same judge in all runs
 */
record ComparePage(
        Run base, boolean chosen, List<Run> others, List<Line> lines, List<Changes> changes, boolean otherJudges) {

    /**
     * A run's column.
     *
     * @param name what people call the session, short enough for a heading
     * @param asBase the same runs with this one as their base
     * @param headline what the comparison says of it in one line; empty for the base
     * @param verdict {@code better}, {@code worse} or {@code undecided} where all that is decided points one way
     * @param labels how its labels differ from the base's
     */
    record Run(
            String path,
            String session,
            String name,
            String judges,
            long calls,
            String asBase,
            String headline,
            String verdict,
            List<Comparison.LabelChange> labels) {}

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
    record Changes(Run run, List<ChangedCall> calls) {}

    static ComparePage of(
            SessionReport base,
            boolean chosen,
            List<Comparison> comparisons,
            Wording words,
            Function<JobId, Optional<Sample>> samples) {
        List<RunId> all = Stream.concat(
                        Stream.of(base.run()),
                        comparisons.stream().map(c -> c.other().run()))
                .toList();
        List<Line> lines = new ArrayList<>();
        base.metrics().forEach((metric, stat) -> {
            if (comparisons.stream().anyMatch(c -> c.metrics().containsKey(metric))) {
                lines.add(line(metric, stat, comparisons));
            }
        });
        return new ComparePage(
                run(base, all, "", "undecided", List.of()),
                chosen,
                comparisons.stream().map(c -> run(c, all, words)).toList(),
                lines,
                comparisons.stream()
                        .map(c -> new Changes(run(c, all, words), ChangedCall.of(c, samples)))
                        .toList(),
                comparisons.stream().anyMatch(c -> !c.judgedDifferently().isEmpty()));
    }

    private static Run run(Comparison comparison, List<RunId> all, Wording words) {
        Headline headline = Headline.of(comparison);
        return run(comparison.other(), all, headline.text(words), headline.verdict(), comparison.labelChanges());
    }

    private static Run run(
            SessionReport report,
            List<RunId> all,
            String headline,
            String verdict,
            List<Comparison.LabelChange> labels) {
        return new Run(
                Paths.run(report.run()),
                report.session().value(),
                Names.of(report),
                String.join(", ", report.judgeModels()),
                report.counts().ended(),
                Paths.compare(all, report.run()),
                headline,
                verdict,
                labels);
    }

    private static Line line(String metric, MetricStat stat, List<Comparison> comparisons) {
        return new Line(
                metric,
                Figure.mean(stat, stat.range()),
                Level.cssOf(stat.mean(), stat.range()),
                !stat.range().higherIsBetter(),
                comparisons.stream().map(c -> against(metric, c)).toList());
    }

    private static @Nullable Against against(String metric, Comparison comparison) {
        MetricRange range = comparison.base().range(metric);
        Comparison.Compared compared = comparison.metrics().get(metric);
        if (compared == null) {
            return null;
        }
        Difference d = compared.difference();
        MetricStat.Interval interval = d.interval();
        double scale = 50 / (range.max() - range.min());
        double low = place(interval == null ? d.value() : interval.low(), scale);
        double high = place(interval == null ? d.value() : interval.high(), scale);
        return new Against(
                Figure.of(d.other()),
                Level.cssOf(d.other(), range),
                signed(d.value()),
                interval == null ? null : signed(interval.low()) + " … " + signed(interval.high()),
                name(compared.verdict()),
                d.paired() ? d.baseCount() : null,
                compared.judgedDifferently(),
                low,
                high - low,
                place(d.value(), scale));
    }

    private static double place(double difference, double scale) {
        return Math.max(0, Math.min(100, 50 + difference * scale));
    }

    static String signed(double value) {
        String text = Figure.of(value);
        return value > 0 && !text.equals(Figure.of(0.0)) ? "+" + text : text.replace('-', '−');
    }

    private static String name(Difference.Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }
}
