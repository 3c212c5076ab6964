package dev.marksheet.job.record;

import dev.marksheet.query.SessionQueries;
import dev.marksheet.report.RunFiles;
import dev.marksheet.report.ScoresExport;
import dev.marksheet.report.ScoresFile;
import dev.marksheet.report.SessionReports;
import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionReport;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * The files of runs as they stand now, whoever asks for them. Where the run is deleted meanwhile a {@link RunGoneException}
 * says so. Safe for use by many threads at once.
 */
public final class RunFilesReader {

    private final SessionQueries sessions;
    private final SessionReports reports;
    private final RunDocuments documents;

    RunFilesReader(SessionQueries sessions, SessionReports reports, RunDocuments documents) {
        this.sessions = sessions;
        this.reports = reports;
        this.documents = documents;
    }

    /** {@code scores.csv} up to its last whole row. The caller closes it. */
    public ScoresFile scores(RunId run) {
        return reports.locked(run, files -> {
            SessionReport report = find(run);
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
    public void writeScores(SessionReport report, boolean forSpreadsheet, boolean detailed, OutputStream out)
            throws IOException {
        ScoresExport.write(out, report.metricNames(), forSpreadsheet, detailed, documents.source(report));
    }

    /** {@code summary.md}, {@code optimization_advice.md} or {@code metadata.json} as it stands now. */
    public String document(RunId run, String name) {
        return reports.locked(run, files -> {
            SessionReport report = find(run);
            documents.restore(files, report);
            return switch (name) {
                case RunFiles.SUMMARY -> documents.summary(report, List.of());
                case RunFiles.ADVICE -> documents.advice(report);
                case RunFiles.METADATA -> documents.metadata(report);
                default -> throw new IllegalArgumentException("not a document of a run: " + name);
            };
        });
    }

    private SessionReport find(RunId run) {
        return sessions.find(run).orElseThrow(() -> new RunGoneException(run));
    }
}
