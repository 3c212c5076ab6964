package dev.marksheet.job;

import dev.marksheet.session.Comparison;
import dev.marksheet.session.JobId;
import dev.marksheet.session.RunScores;
import dev.marksheet.session.Sample;
import dev.marksheet.session.ScoreRequest;
import dev.marksheet.session.SessionReport;
import dev.marksheet.store.CallStore;
import dev.marksheet.store.JobStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares runs. Safe for use by many threads at once. */
public final class ComparisonReader {

    /** How many of a run's latest calls are looked at for equal questions; means count all calls. */
    public static final int MAX_CALLS = 20_000;

    private final CallStore calls;
    private final JobStore jobs;

    ComparisonReader(CallStore calls, JobStore jobs) {
        this.calls = calls;
        this.jobs = jobs;
    }

    /** Each of the others against the base. */
    public List<Comparison> compare(SessionReport base, List<SessionReport> others) {
        RunScores scores = scores(base);
        return others.stream()
                .map(other -> Comparison.of(scores, scores(other), base::range))
                .toList();
    }

    private RunScores scores(SessionReport report) {
        Map<String, List<RunScores.OfQuestion>> scores = new LinkedHashMap<>();
        for (String metric : report.metricNames()) {
            scores.put(metric, calls.scores(report.run(), metric, MAX_CALLS));
        }
        return new RunScores(report, scores);
    }

    /** What a call asked to be marked. */
    public Optional<Sample> sample(JobId job) {
        return jobs.request(job).map(ScoreRequest::sample);
    }
}
