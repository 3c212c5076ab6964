package dev.marksheet.job;

import dev.marksheet.metric.MetricCatalog;
import dev.marksheet.report.OldOutputs;
import dev.marksheet.session.Row;
import dev.marksheet.session.RunId;
import dev.marksheet.store.AdoptedCalls;
import dev.marksheet.store.PostgresqlEnvironment;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;

/**
 * {@code --marksheet.import=OLD_OUTPUTS}: takes the sessions, calls, scores and times over that the Python program left in a
 * folder, and ends the process. What was taken over before is left as it is, so it may be run again; no judge is asked.
 */
@Component
@ConditionalOnProperty(PostgresqlEnvironment.IMPORT)
class ImportCommand implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(ImportCommand.class);

    private final ApplicationContext context;
    private final String folder;
    private final AdoptedCalls calls;
    private final SessionRecorder recorder;
    private final MetricCatalog catalog;

    private final Set<RunId> sessions = new HashSet<>();
    private int rows;
    private int failed;
    private int there;

    ImportCommand(
            ApplicationContext context,
            @Value("${" + PostgresqlEnvironment.IMPORT + "}") String folder,
            AdoptedCalls calls,
            SessionRecorder recorder,
            MetricCatalog catalog) {
        this.context = context;
        this.folder = folder;
        this.calls = calls;
        this.recorder = recorder;
        this.catalog = catalog;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        int open = new OldOutputs(folder).read(this::take);
        LOG.info(
                "Imported from {}: {} sessions with {} calls ({} scored, {} failed); {} calls were there already, {} had not"
                        + " ended and are left out",
                folder,
                sessions.size(),
                rows + failed,
                rows,
                failed,
                there,
                open);
        System.exit(SpringApplication.exit(context));
    }

    private void take(OldOutputs.Call call) {
        Row row = call.row();
        Row meaning = row.with(row.result().meaning(CallScorer.mean(row.result().scores(), catalog.ranges())));
        if (!Futures.join(calls.adopt(meaning, call.createdAt(), call.startedAt()))) {
            there++;
            return;
        }
        recorder.report(meaning);
        sessions.add(row.run());
        if (row.result().scored() > 0 || row.result().error() == null) {
            rows++;
        } else {
            failed++;
        }
    }
}
