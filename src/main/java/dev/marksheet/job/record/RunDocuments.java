package dev.marksheet.job.record;

import dev.marksheet.advice.AdviceDocument;
import dev.marksheet.query.JobQueries;
import dev.marksheet.query.SessionQueries;
import dev.marksheet.report.RowSource;
import dev.marksheet.report.RunFiles;
import dev.marksheet.report.document.MetadataDocument;
import dev.marksheet.report.document.SummaryDocument;
import dev.marksheet.session.ExamResult;
import dev.marksheet.session.Row;
import dev.marksheet.session.ScoreJob;
import dev.marksheet.session.SessionReport;
import dev.marksheet.statistics.MetricRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** Makes the documents of a run from its figures. */
public final class RunDocuments {

    private static final int WORST_CALLS = 10;
    private static final int PAGE = 500;

    private final JobQueries jobs;
    private final SessionQueries sessions;
    private final Map<String, MetricRange> ranges;
    private final Function<SessionReport, List<ExamResult>> exams;

    /** @param exams how the judges of a session did in the exam */
    RunDocuments(
            JobQueries jobs,
            SessionQueries sessions,
            Map<String, MetricRange> ranges,
            Function<SessionReport, List<ExamResult>> exams) {
        this.exams = exams;
        this.jobs = jobs;
        this.sessions = sessions;
        this.ranges = ranges;
    }

    /** Brings documents back that somebody has removed; there are none before the first call has ended. */
    void restore(RunFiles files, SessionReport report) {
        if (report.counts().ended() > 0) {
            files.restore(RunFiles.SUMMARY, () -> summary(report, List.of()));
            files.restore(RunFiles.ADVICE, () -> advice(report));
            files.restore(RunFiles.METADATA, () -> metadata(report));
        }
    }

    /** @param fresh rows that the figures count and the database does not yet */
    public String summary(SessionReport report, List<Row> fresh) {
        return SummaryDocument.markdown(report, report.ranges(), worst(report, fresh), exams.apply(report));
    }

    public String advice(SessionReport report) {
        return AdviceDocument.markdown(report, report.ranges());
    }

    String metadata(SessionReport report) {
        return MetadataDocument.json(report);
    }

    /** The ranges of the metrics as they are described now: what new scores lie in. */
    Map<String, MetricRange> ranges() {
        return ranges;
    }

    public RowSource source(SessionReport report) {
        return after -> sessions.rows(report.run(), after, PAGE);
    }

    /** The worst calls: those known to the database and the fresh ones, which it does not count yet. */
    private List<ScoreJob> worst(SessionReport report, List<Row> fresh) {
        List<Scored> all = new ArrayList<>();
        jobs.worstOfRun(report.run(), WORST_CALLS).forEach(job -> all.add(new Scored(mean(job), job)));
        for (Row row : fresh) {
            Double mean = row.result().meanScore();
            if (mean != null) {
                all.add(new Scored(mean, ScoreJob.ended(row)));
            }
        }
        return all.stream()
                .sorted(Comparator.comparingDouble(Scored::mean))
                .limit(WORST_CALLS)
                .map(Scored::job)
                .toList();
    }

    private record Scored(double mean, ScoreJob job) {}

    private double mean(ScoreJob job) {
        Double mean = job.meanScore();
        return Objects.requireNonNull(mean);
    }
}
