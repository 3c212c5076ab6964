package dev.marksheet.backup;

import dev.marksheet.query.SessionQueries;
import dev.marksheet.report.BackupFolders;
import dev.marksheet.report.SessionReports;
import dev.marksheet.session.SessionReport;
import dev.marksheet.store.database.DatabaseBackup;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies all that is kept into a folder to start from, while calls are accepted and scored: the database as it is at one
 * moment, and the files as far as it knows them. Safe for use by many threads at once.
 */
public final class Backup {

    private static final Logger LOG = LoggerFactory.getLogger(Backup.class);

    private final DatabaseBackup database;
    private final BackupFolders folders;
    private final SessionReports reports;
    private final SessionQueries sessions;
    private final Clock clock;
    private final AtomicBoolean running = new AtomicBoolean();

    Backup(
            DatabaseBackup database,
            BackupFolders folders,
            SessionReports reports,
            SessionQueries sessions,
            Clock clock) {
        this.database = database;
        this.folders = folders;
        this.reports = reports;
        this.sessions = sessions;
        this.clock = clock;
    }

    /**
     * A copy that was made.
     *
     * @param path an outputs folder
     * @param millis how long it took
     * @param rows rows of all {@code scores.csv}
     * @param bytes of all its files
     * @param scores scores with a value, which add up to {@code scoreSum}
     */
    public record Copy(
            String path,
            Instant createdAt,
            long millis,
            long sessions,
            long calls,
            long rows,
            long bytes,
            long scores,
            double scoreSum) {}

    /**
     * Makes a copy, blocking until it is whole: every call that was acknowledged before is in it.
     *
     * @return empty while another is being made
     * @throws java.io.UncheckedIOException if the disk refuses; nothing is left then
     */
    public Optional<Copy> make() {
        if (!running.compareAndSet(false, true)) {
            return Optional.empty();
        }
        try {
            return Optional.of(copy(clock.instant()));
        } finally {
            running.set(false);
        }
    }

    private Copy copy(Instant now) {
        try (BackupFolders.Draft draft = folders.begin(now)) {
            database.copyTo(draft.database());
            DatabaseBackup.Contents contents = database.contents(draft.database());
            database.eachSession(draft.database(), kept -> copyFiles(draft, kept));
            long bytes = draft.bytes();
            String path = draft.finish();
            LOG.info("{} sessions with {} calls are copied to {}", contents.sessions(), contents.calls(), path);
            return new Copy(
                    path,
                    now,
                    Duration.between(now, clock.instant()).toMillis(),
                    contents.sessions(),
                    contents.calls(),
                    contents.rows(),
                    bytes,
                    contents.scores(),
                    contents.scoreSum());
        }
    }

    /** Under the session's lock: its files are those of its version then. */
    private void copyFiles(BackupFolders.Draft draft, DatabaseBackup.Kept kept) {
        reports.locked(kept.run(), files -> {
            draft.copyScores(kept.run(), kept.csvLength(), kept.csvChecksum());
            if (sessions.find(kept.run()).map(SessionReport::version).orElse(-1L) == kept.version()) {
                draft.copyDocuments(kept.run());
            }
            return true;
        });
    }
}
