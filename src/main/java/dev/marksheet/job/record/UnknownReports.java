package dev.marksheet.job.record;

import dev.marksheet.query.SessionQueries;
import dev.marksheet.report.ReportFolders;
import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionReport;
import dev.marksheet.store.database.PostgresqlEnvironment;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Says at start that reports stand in the outputs folder which the database does not know: it was lost, or a part of it. */
@Component
@Profile("!" + PostgresqlEnvironment.PROFILE)
class UnknownReports {

    private static final Logger LOG = LoggerFactory.getLogger(UnknownReports.class);
    private static final int LOOKED_AT = 1000;
    private static final int NAMED = 3;

    private final ReportFolders folders;
    private final SessionQueries sessions;

    UnknownReports(ReportFolders folders, SessionQueries sessions) {
        this.folders = folders;
        this.sessions = sessions;
    }

    @EventListener(ApplicationStartedEvent.class)
    void look() {
        try {
            List<RunId> unknown = new ArrayList<>(folders.withScores(LOOKED_AT));
            Set<RunId> known =
                    sessions.find(unknown).stream().map(SessionReport::run).collect(Collectors.toSet());
            unknown.removeAll(known);
            if (!unknown.isEmpty()) {
                warn(unknown);
            }
        } catch (UncheckedIOException e) {
            LOG.warn("{} can't be read ({})", folders.path(), e.getMessage());
        }
    }

    private void warn(List<RunId> unknown) {
        LOG.warn(
                "The database does not know {} reports in {} ({}{}): was marksheet.db removed or emptied, or its"
                        + " marksheet.db-wal? To have them back, stop this process and put both files back. Their own files are"
                        + " left as they are; when a session of the same name begins anew, its old scores.csv is kept as"
                        + " scores.csv.before-….",
                unknown.size(),
                folders.path(),
                unknown.stream().limit(NAMED).map(RunId::value).collect(Collectors.joining(", ")),
                unknown.size() > NAMED ? ", …" : "");
    }
}
