package dev.marksheet.web.report;

import dev.marksheet.statistics.Figure;
import dev.marksheet.statistics.Histogram;
import dev.marksheet.statistics.MetricRange;
import dev.marksheet.web.Level;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A bar of a histogram in a box of {@link #WIDTH} by {@link #HEIGHT}, and what it counts.
 *
 * @param x left edge
 * @param y upper edge
 * @param height its height; 0 for an empty bin
 * @param css the level of the scores it counts
 * @param label its scores, such as {@code 0.60–0.65}
 * @param count how many
 */
record Bar(double x, double y, double height, String css, String label, long count) {

    static final int BINS = 20;
    static final double WIDTH = 100;
    static final double HEIGHT = 28;

    private static final double LOWEST = 1.5;

    static List<Bar> of(Histogram histogram, MetricRange range) {
        long[] counts = histogram.over(range, BINS);
        long highest = Arrays.stream(counts).max().orElse(0);
        double step = (range.max() - range.min()) / BINS;
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < BINS; i++) {
            double low = range.min() + i * step;
            double height = counts[i] == 0 ? 0 : LOWEST + (HEIGHT - LOWEST) * counts[i] / highest;
            String label = Figure.of(low) + "–" + Figure.of(low + step);
            String css = Level.cssOf(low + step / 2, range);
            bars.add(new Bar(i * WIDTH / BINS, HEIGHT - height, height, css, label, counts[i]));
        }
        return bars;
    }
}
