package dev.marksheet.web;

import dev.marksheet.statistics.MetricRange;
import dev.marksheet.statistics.MetricStat;
import dev.marksheet.statistics.Trend;
import java.util.List;
import java.util.Locale;

/**
 * The course of a metric as a line in a box of 100 by 24.
 *
 * @param points the corners of the line as SVG wants them; empty with fewer than two means
 * @param x where the newest mean is
 * @param y where the newest mean is
 * @param css its level
 * @param means how many means the line joins
 * @param blockSize of how many scores each mean is
 */
public record Spark(String points, double x, double y, String css, int means, int blockSize) {

    private static final int MOST = 32;
    private static final double LEFT = 2;
    private static final double WIDTH = 94;
    private static final double TOP = 2;
    private static final double HEIGHT = 20;

    public static Spark of(MetricStat stat, MetricRange range) {
        Trend trend = stat.trend().ofAtMost(MOST);
        List<Double> means = trend.means();
        StringBuilder points = new StringBuilder();
        double x = LEFT;
        double y = TOP + HEIGHT;
        for (int i = 0; i < means.size(); i++) {
            x = means.size() == 1 ? LEFT + WIDTH : LEFT + WIDTH * i / (means.size() - 1);
            y = TOP + HEIGHT * (1 - Level.height(means.get(i), range));
            points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
        }
        Double last = means.isEmpty() ? null : means.get(means.size() - 1);
        return new Spark(
                means.size() < 2 ? "" : points.toString().strip(),
                x,
                y,
                Level.cssOf(last, range),
                means.size(),
                trend.blockSize());
    }
}
