package dev.marksheet.web.report;

import dev.marksheet.web.Spark;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The charts of a report and the same figures to read.
 *
 * @param latest how many calls the charts of single calls draw at most
 * @param plots one a metric
 * @param quadrants recall against faithfulness; null when the session lacks one of the two
 * @param radar means as shares of their range, as JSON; null with fewer than three metrics
 * @param metrics the table's columns
 * @param calls the table's rows, newest first
 */
record ChartsView(
        int latest,
        List<Plot> plots,
        @Nullable Quadrants quadrants,
        @Nullable String radar,
        List<String> metrics,
        List<CallRow> calls) {

    /**
     * The charts of one metric.
     *
     * @param metric the metric's id
     * @param mean its mean with interval
     * @param css its mean's level
     * @param window how many scores the rolling mean is of
     * @param trend the course of the latest scores, as JSON
     * @param histogram how all scores are spread, as JSON
     * @param bars the same to read
     * @param whole the course of all scores
     * @param cut whether the trend leaves out the older scores
     */
    record Plot(
            String metric,
            String mean,
            String css,
            int window,
            String trend,
            String histogram,
            List<Bar> bars,
            Spark whole,
            boolean cut) {}

    /**
     * A call with its scores in the order of the columns; null where a metric gave none.
     *
     * @param name the number of its row, {@code #7}; its job's id while it has none
     */
    record CallRow(String name, String href, List<@Nullable Cell> cells) {}

    record Cell(String text, String css) {}
}
