package dev.marksheet.job;

import dev.marksheet.report.RunFiles;
import dev.marksheet.report.ScoresExport;
import dev.marksheet.report.ScoresFile;
import dev.marksheet.report.SessionReports;
import dev.marksheet.session.JobId;
import dev.marksheet.session.RunId;
import dev.marksheet.session.ScoreJob;
import dev.marksheet.session.SessionReport;
import dev.marksheet.store.JobStore;
import dev.marksheet.store.SessionStore;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/** Everything that can be read back: jobs, sessions and the files of their runs. Safe for use by many threads at once. */
public final class SessionReader {

    private final JobStore jobs;
    private final SessionStore sessions;
    private final SessionReports reports;
    private final RunDocuments documents;

    SessionReader(JobStore jobs, SessionStore sessions, SessionReports reports, RunDocuments documents) {
        this.jobs = jobs;
        this.sessions = sessions;
        this.reports = reports;
        this.documents = documents;
    }

    /** A job with the evidence of its scores. */
    public Optional<ScoreJob> job(JobId id) {
        return jobs.findWithEvidence(id);
    }

    /** All jobs, newest first: up to {@code limit} of those with a sequence below {@code before}. */
    public List<ScoreJob> jobs(long before, int limit) {
        return jobs.newestFirst(before, limit);
    }

    /** A run's jobs, oldest first: up to {@code limit} of those with a sequence above {@code after}. */
    public List<ScoreJob> jobs(RunId run, long after, int limit) {
        return jobs.ofRun(run, after, limit);
    }

    /** The session of a run. */
    public Optional<SessionReport> session(RunId run) {
        return sessions.find(run);
    }

    /**
     * Sessions, the one with the latest finished call first: up to {@code limit} of those behind the given place.
     *
     * @param latest epoch milliseconds of the latest finish of the last session seen; {@link Long#MAX_VALUE} to start
     * @param run the run of the last session seen; empty to start
     */
    public List<SessionReport> sessions(long latest, String run, int limit) {
        return sessions.latestFirst(latest, run, limit);
    }

    /** {@code scores.csv} up to its last whole row. The caller closes it. */
    public ScoresFile scores(RunId run) {
        return reports.locked(run, files -> {
            SessionReport report = sessions.find(run).orElseThrow();
            documents.restore(files, report);
            return files.openScores(report, documents.source(report));
        });
    }

    /**
     * Writes the rows of {@code scores.csv} in another form.
     *
     * @param forSpreadsheet so that a spreadsheet shows it well and runs nothing of it
     * @param detailed with columns about the judging behind those of the metrics
     */
    public void writeScores(RunId run, boolean forSpreadsheet, boolean detailed, OutputStream out) throws IOException {
        SessionReport report = sessions.find(run).orElseThrow();
        ScoresExport.write(out, report.metricNames(), forSpreadsheet, detailed, documents.source(report));
    }

    /** {@code summary.md}, {@code optimization_advice.md} or {@code metadata.json} as it stands now. */
    public String document(RunId run, String name) {
        return reports.locked(run, files -> {
            SessionReport report = sessions.find(run).orElseThrow();
            documents.restore(files, report);
            return switch (name) {
                case RunFiles.SUMMARY -> documents.summary(report, List.of());
                case RunFiles.ADVICE -> documents.advice(report);
                case RunFiles.METADATA -> documents.metadata(report);
                default -> throw new IllegalArgumentException("not a document of a run: " + name);
            };
        });
    }
}
