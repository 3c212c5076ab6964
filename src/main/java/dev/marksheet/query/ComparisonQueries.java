package dev.marksheet.query;

import dev.marksheet.session.SessionReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Compares runs. Safe for use by many threads at once. */
@Component
public class ComparisonQueries {

    /** How many of a run's latest calls are looked at for equal questions; means count all calls. */
    public static final int MAX_CALLS = 20_000;

    private final CallQueries calls;

    ComparisonQueries(CallQueries calls) {
        this.calls = calls;
    }

    /** Each of the others against the base. */
    public List<Comparison> compare(SessionReport base, List<SessionReport> others) {
        RunScores scores = scores(base);
        return others.stream()
                .map(other ->
                        Comparison.of(scores, scores(other), calls.pairedByItem(base.run(), other.run()), base::range))
                .toList();
    }

    private RunScores scores(SessionReport report) {
        Map<String, List<RunScores.OfQuestion>> scores = new LinkedHashMap<>();
        for (String metric : report.metricNames()) {
            scores.put(metric, calls.scores(report.run(), metric, MAX_CALLS));
        }
        return new RunScores(report, scores);
    }
}
