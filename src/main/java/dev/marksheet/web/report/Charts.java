package dev.marksheet.web.report;

import dev.marksheet.query.CallQueries;
import dev.marksheet.query.ScoredCall;
import dev.marksheet.session.SessionReport;
import dev.marksheet.statistics.Figure;
import dev.marksheet.statistics.MetricRange;
import dev.marksheet.statistics.MetricStat;
import dev.marksheet.web.Level;
import dev.marksheet.web.Paths;
import dev.marksheet.web.Spark;
import dev.marksheet.web.report.ChartsView.CallRow;
import dev.marksheet.web.report.ChartsView.Cell;
import dev.marksheet.web.report.ChartsView.Plot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Makes the charts of a report. Single calls are drawn from the latest {@link #LATEST} only, all else from figures that
 * are kept by increments, so that the charts of a long session cost what those of a short one do.
 */
@Component
public class Charts {

    static final int LATEST = 200;

    private static final int RADAR_FEWEST = 3;

    private final CallQueries calls;
    private final ChartJson json;

    Charts(CallQueries calls, ChartJson json) {
        this.calls = calls;
        this.json = json;
    }

    /** @param first how many scores came before the first of {@code values} */
    record TrendData(
            long first,
            double min,
            double max,
            List<Double> values,
            List<String> jobs,
            List<@Nullable Double> mean,
            List<@Nullable Double> low,
            List<@Nullable Double> high) {}

    record HistogramData(List<String> labels, List<Long> counts, List<String> levels) {}

    record RadarData(List<String> labels, List<Double> values) {}

    public ChartsView of(SessionReport report) {
        Map<String, List<ScoredCall>> scores = new LinkedHashMap<>();
        report.metricNames().forEach(metric -> scores.put(metric, calls.latest(report.run(), metric, LATEST)));
        List<Plot> plots = new ArrayList<>();
        report.metrics().forEach((metric, stat) -> {
            if (stat.scored() > 0) {
                plots.add(plot(metric, stat, scores.getOrDefault(metric, List.of())));
            }
        });
        List<ScoredCall> recall = scores.getOrDefault(Quadrants.RECALL, List.of());
        List<ScoredCall> faithfulness = scores.getOrDefault(Quadrants.FAITHFULNESS, List.of());
        Quadrants quadrants = Quadrants.of(recall, faithfulness, json);
        return new ChartsView(
                LATEST,
                plots,
                quadrants.calls() == 0 ? null : quadrants,
                radar(report),
                report.metricNames(),
                rows(report, scores));
    }

    private Plot plot(String metric, MetricStat stat, List<ScoredCall> scores) {
        MetricRange range = stat.range();
        MetricRange drawn = Level.drawn(range, stat);
        TrendData trend = trend(stat, scores, drawn);
        List<Bar> bars = Bar.of(stat.histogram(), drawn);
        return new Plot(
                metric,
                Figure.mean(stat, range),
                Level.cssOf(stat.mean(), range),
                Rolling.window(scores.size()),
                json.write(trend),
                json.write(histogram(bars)),
                bars,
                Spark.of(stat, drawn),
                trend.first() > 0);
    }

    private static TrendData trend(MetricStat stat, List<ScoredCall> scores, MetricRange drawn) {
        List<Double> values =
                scores.stream().map(call -> Rolling.round(call.value())).toList();
        Rolling rolling = Rolling.of(values, drawn);
        return new TrendData(
                stat.scored() - values.size(),
                drawn.min(),
                drawn.max(),
                values,
                scores.stream().map(call -> call.job().value()).toList(),
                rolling.mean(),
                rolling.low(),
                rolling.high());
    }

    private static HistogramData histogram(List<Bar> bars) {
        return new HistogramData(
                bars.stream().map(Bar::label).toList(),
                bars.stream().map(Bar::count).toList(),
                bars.stream().map(Bar::css).toList());
    }

    private @Nullable String radar(SessionReport report) {
        RadarData data = new RadarData(new ArrayList<>(), new ArrayList<>());
        report.metrics().forEach((metric, stat) -> {
            if (stat.scored() > 0) {
                data.labels().add(metric);
                data.values().add(Rolling.round(Level.share(stat.mean(), stat.range())));
            }
        });
        return data.labels().size() < RADAR_FEWEST ? null : json.write(data);
    }

    private List<CallRow> rows(SessionReport report, Map<String, List<ScoredCall>> scores) {
        List<String> metrics = report.metricNames();
        Map<Long, CallRow> rows = new TreeMap<>(Collections.reverseOrder());
        scores.forEach((metric, calls) -> {
            MetricRange range = report.range(metric);
            for (ScoredCall call : calls) {
                CallRow row = rows.computeIfAbsent(call.sequence(), n -> row(report, call, metrics.size()));
                row.cells()
                        .set(
                                metrics.indexOf(metric),
                                new Cell(Figure.of(call.value()), Level.cssOf(call.value(), range)));
            }
        });
        return rows.values().stream().limit(LATEST).toList();
    }

    private static CallRow row(SessionReport report, ScoredCall call, int columns) {
        return new CallRow(
                call.number() == null ? call.job().value() : "#" + call.number(),
                Paths.call(report.run(), call.job()),
                new ArrayList<>(Collections.nCopies(columns, null)));
    }
}
