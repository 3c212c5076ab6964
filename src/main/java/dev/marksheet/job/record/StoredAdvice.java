package dev.marksheet.job.record;

import dev.marksheet.query.SessionQueries;
import dev.marksheet.report.RunFiles;
import dev.marksheet.report.SessionReports;
import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionReport;
import dev.marksheet.session.Usage;
import dev.marksheet.store.SessionStore;
import dev.marksheet.threads.Futures;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The prose advice of all sessions: in the database, and in their files. Safe for use by many threads at once. */
final class StoredAdvice implements AdviceRefresher.Shelf {

    private final SessionStore sessions;
    private final SessionQueries queries;
    private final SessionReports reports;
    private final RunDocuments documents;
    private final Clock clock;
    private final Duration claim;

    /** @param claim how long this process may ask before another may, should it never come back */
    StoredAdvice(
            SessionStore sessions,
            SessionQueries queries,
            SessionReports reports,
            RunDocuments documents,
            Clock clock,
            Duration claim) {
        this.clock = clock;
        this.claim = claim;
        this.sessions = sessions;
        this.queries = queries;
        this.reports = reports;
        this.documents = documents;
    }

    @Override
    public Optional<SessionReport> find(RunId run) {
        return queries.find(run);
    }

    @Override
    public boolean claim(RunId run) {
        Instant now = clock.instant();
        return Futures.join(sessions.claimProse(run, now, now.plus(claim)));
    }

    @Override
    public void release(RunId run) {
        Futures.join(sessions.releaseProse(run));
    }

    @Override
    public void spent(SessionReport seen, Usage usage) {
        Futures.join(sessions.addProseUsage(seen.run(), seen.createdAt(), usage));
    }

    @Override
    public void keep(SessionReport seen, SessionReport.AdviceProse prose, Usage spent) {
        RunId run = seen.run();
        spent(seen, spent);
        Futures.join(sessions.saveProse(run, seen.createdAt(), prose));
        reports.locked(
                run,
                files -> sessions.exclusively(run, () -> {
                    queries.find(run)
                            .filter(now -> now.createdAt().equals(seen.createdAt()))
                            .ifPresent(now -> files.write(RunFiles.ADVICE, documents.advice(now)));
                    return true;
                }));
    }
}
