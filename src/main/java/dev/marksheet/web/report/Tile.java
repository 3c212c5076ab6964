package dev.marksheet.web.report;

import dev.marksheet.session.text.Wording;
import dev.marksheet.statistics.Figure;
import dev.marksheet.statistics.MetricRange;
import dev.marksheet.statistics.MetricStat;
import dev.marksheet.web.Change;
import dev.marksheet.web.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one metric on the report's head.
 *
 * @param metric the metric's id
 * @param hint what it tells in a few words; empty for a metric that is not one of ours
 * @param mean its mean, or a dash
 * @param spread how far the mean may be off; empty with fewer than two scores
 * @param css the mean's level
 * @param scale where mean and interval lie on a line of 100; null without scores
 * @param scored calls with a score
 * @param failed calls without one because the judge gave nothing usable
 * @param skipped calls that it does not apply to
 * @param band the means if all failed calls had been worst and best; null when none failed
 * @param bars its scores' histogram; empty when there is none
 * @param change how the latest scores differ; null when there are too few
 * @param lowerIsBetter whether less is better
 */
record Tile(
        String metric,
        String hint,
        String mean,
        String spread,
        String css,
        @Nullable Scale scale,
        long scored,
        long failed,
        long skipped,
        @Nullable String band,
        List<Bar> bars,
        @Nullable Change change,
        boolean lowerIsBetter) {

    /**
     * A mean and its interval, from 0 at the left end of the metric's range to 100 at the right end.
     *
     * @param low left end of the interval
     * @param width its width
     * @param mean the mean
     */
    record Scale(double low, double width, double mean) {}

    static Tile of(String metric, MetricStat stat, MetricRange range, Wording words) {
        boolean scored = stat.scored() > 0;
        String mean = Figure.mean(stat, range);
        int space = mean.indexOf(' ');
        MetricRange drawn = Level.drawn(range, stat);
        return new Tile(
                metric,
                words.find("metric." + metric),
                space < 0 ? mean : mean.substring(0, space),
                space < 0 ? "" : mean.substring(space + 1),
                Level.cssOf(scored ? stat.mean() : null, range),
                scored ? scale(stat, drawn) : null,
                stat.scored(),
                stat.failed(),
                stat.skipped(),
                stat.failed() == 0 ? null : band(stat, range),
                stat.histogram().counts().isEmpty() ? List.of() : Bar.of(stat.histogram(), drawn),
                Change.of(stat, range, words),
                !range.higherIsBetter());
    }

    private static Scale scale(MetricStat stat, MetricRange range) {
        MetricStat.Interval interval = stat.interval(range.min(), range.max());
        double mean = percent(stat.mean(), range);
        if (interval == null) {
            return new Scale(mean, 0, mean);
        }
        double low = percent(interval.low(), range);
        return new Scale(low, percent(interval.high(), range) - low, mean);
    }

    private static double percent(double value, MetricRange range) {
        return Math.max(0, Math.min(100, 100 * (value - range.min()) / (range.max() - range.min())));
    }

    private static String band(MetricStat stat, MetricRange range) {
        return Figure.of(stat.meanIfFailedScored(range.worst())) + "–"
                + Figure.of(stat.meanIfFailedScored(range.best()));
    }
}
