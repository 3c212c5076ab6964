package dev.marksheet.job;

import dev.marksheet.store.database.PostgresqlEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;

/** {@code --marksheet.import=OLD_OUTPUTS}: takes over what a folder holds and ends the process. */
@Component
@ConditionalOnProperty(PostgresqlEnvironment.IMPORT)
class ImportCommand implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(ImportCommand.class);

    private final ApplicationContext context;
    private final String folder;
    private final Importer importer;

    ImportCommand(
            ApplicationContext context,
            @Value("${" + PostgresqlEnvironment.IMPORT + "}") String folder,
            Importer importer) {
        this.context = context;
        this.folder = folder;
        this.importer = importer;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        Importer.Counts counts = importer.run(folder);
        LOG.info(
                "Imported from {}: {} sessions with {} calls ({} scored, {} failed); {} calls were there already, {} had not"
                        + " ended and are left out",
                folder,
                counts.sessions(),
                counts.scored() + counts.failed(),
                counts.scored(),
                counts.failed(),
                counts.there(),
                counts.open());
        System.exit(SpringApplication.exit(context));
    }
}
