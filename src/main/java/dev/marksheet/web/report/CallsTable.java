package dev.marksheet.web.report;

import dev.marksheet.query.CallQuery;
import dev.marksheet.session.Score;
import dev.marksheet.session.ScoreJob;
import dev.marksheet.session.SessionReport;
import dev.marksheet.statistics.Figure;
import dev.marksheet.statistics.MetricRange;
import dev.marksheet.statistics.MetricStat;
import dev.marksheet.web.Durations;
import dev.marksheet.web.Level;
import dev.marksheet.web.Paths;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The table of calls as the template shows it.
 *
 * @param filtered whether some calls may be left out
 * @param touched whether any filter is set, be it by half
 * @param path where the fragment stands
 * @param reload where this very look at the calls stands
 * @param action where the filters go
 * @param leaves the pages beside this one
 * @param orders the orders that no metric gives
 * @param scored how many calls have a score in the metric that gives the order; null by time
 * @param searched how many of the latest calls were searched; null when that is all of them, or nothing was looked for
 * @param total all calls of the run
 */
public record CallsTable(
        CallsState state,
        boolean filtered,
        boolean touched,
        String path,
        String reload,
        Leaves leaves,
        Orders orders,
        List<Column> columns,
        List<Line> lines,
        @Nullable Long scored,
        @Nullable Integer searched,
        long total) {

    /**
     * Links to pages.
     *
     * @param next the next page; null on the last
     * @param previous the page before; null on the first
     * @param first the first page; null on the first
     */
    record Leaves(
            @Nullable String next,
            @Nullable String previous,
            @Nullable String first) {

        private static Leaves of(CallsState state, List<ScoreJob> page, boolean more, String path) {
            boolean isFirst = state.place() == null;
            return new Leaves(
                    more ? state.after(place(page.get(page.size() - 1), state)).on(path) : null,
                    isFirst || page.isEmpty()
                            ? null
                            : state.before(place(page.get(0), state)).on(path),
                    isFirst ? null : state.after(null).on(path));
        }
    }

    /**
     * Links to orders.
     *
     * @param time the link that orders by time
     * @param timeSort its {@code aria-sort}; null when another order is in force
     * @param mean the link that orders by the mean of all scores
     * @param name {@code worst}, {@code best}, {@code newest} or {@code oldest}; null where a metric gives the order
     */
    record Orders(
            String time,
            @Nullable String timeSort,
            String mean,
            @Nullable String name) {

        private static Orders of(CallsState state, String path) {
            boolean byTime = state.sort().equals(CallsState.TIME);
            boolean byMean = state.sort().equals(CallsState.MEAN);
            String name = byTime ? (state.best() ? "oldest" : "newest") : state.best() ? "best" : "worst";
            return new Orders(
                    state.sorted(CallsState.TIME, byTime && !state.best()).on(path),
                    !byTime ? null : state.best() ? "ascending" : "descending",
                    state.sorted(CallsState.MEAN, byMean && !state.best()).on(path),
                    state.isByMetric() ? null : name);
        }
    }

    /** A metric's column: its name, the link that orders by it, and its {@code aria-sort} or null. */
    record Column(String metric, String href, @Nullable String sort, boolean best) {}

    /** A call. */
    record Line(
            String id,
            String href,
            String question,
            @Nullable String sample,
            @Nullable String item,
            String status,
            @Nullable String error,
            boolean injected,
            @Nullable String latency,
            List<Cell> cells) {}

    /**
     * A score.
     *
     * @param css its level's class
     * @param text the number; null without one
     * @param outcome {@code scored}, {@code failed} or {@code skipped}; {@code none} while there is none
     * @param reason why there is no number; null with one
     */
    public record Cell(
            String css,
            @Nullable String text,
            String outcome,
            @Nullable String reason) {}

    /**
     * @param page the calls of this page
     * @param more whether there are calls behind them
     */
    public static CallsTable of(SessionReport report, CallsState state, List<ScoreJob> page, boolean more) {
        String path = Paths.calls(report.run());
        List<String> metrics = report.metricNames();
        return new CallsTable(
                state,
                state.filtered(),
                state.touched(),
                path,
                state.on(path),
                Leaves.of(state, page, more, path),
                Orders.of(state, path),
                metrics.stream().map(name -> column(name, state, path)).toList(),
                page.stream().map(job -> line(job, state, path, report)).toList(),
                state.isByMetric() ? scored(report, state.sort()) : null,
                state.q().isEmpty() || report.counts().total() <= CallQuery.SEARCHED ? null : CallQuery.SEARCHED,
                report.counts().total());
    }

    private static long scored(SessionReport report, String metric) {
        return report.metrics().getOrDefault(metric, MetricStat.EMPTY).scored();
    }

    /** Where a call stands in the order. */
    static CallQuery.Place place(ScoreJob job, CallsState state) {
        if (state.sort().equals(CallsState.MEAN)) {
            return new CallQuery.Place(job.rank(), job.sequence());
        }
        Score score = job.scores().get(state.sort());
        return new CallQuery.Place(score instanceof Score.Scored s ? s.value() : null, job.sequence());
    }

    private static Column column(String metric, CallsState state, String path) {
        boolean sorted = state.sort().equals(metric);
        return new Column(
                metric,
                state.sorted(metric, sorted && !state.best()).on(path),
                sorted ? "other" : null,
                sorted && state.best());
    }

    private static Line line(ScoreJob job, CallsState state, String path, SessionReport report) {
        List<Cell> cells = new ArrayList<>();
        for (String metric : report.metricNames()) {
            cells.add(cell(job.scores().get(metric), report.range(metric)));
        }
        return new Line(
                job.id().value(),
                state.after(null).on(path + "/" + job.id().value()),
                job.request().question(),
                number(job),
                job.request().item(),
                job.status().wireName(report.isHeld()),
                job.error(),
                !job.injections().isEmpty(),
                Durations.of(job.latencyMs()),
                cells);
    }

    /** The number of its row, {@code #7}; null while it has none. */
    public static @Nullable String number(ScoreJob job) {
        return job.sampleNumber() == null ? null : "#" + job.sampleNumber();
    }

    public static Cell cell(@Nullable Score score, MetricRange range) {
        if (score instanceof Score.Scored s) {
            return cell(s.value(), range);
        }
        if (score == null) {
            return new Cell(Level.cssOf(null, range), null, "none", null);
        }
        String reason = score instanceof Score.Skipped s ? s.reason() : ((Score.Failed) score).reason();
        return new Cell(Level.cssOf(null, range), null, score.outcome(), reason);
    }

    public static Cell cell(double value, MetricRange range) {
        return new Cell(Level.cssOf(value, range), Figure.of(value), "scored", null);
    }
}
