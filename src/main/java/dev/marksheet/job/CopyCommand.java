package dev.marksheet.job;

import dev.marksheet.report.CopiedFolder;
import dev.marksheet.store.database.DatabaseCopy;
import dev.marksheet.store.database.PostgresqlEnvironment;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;

/**
 * {@code --marksheet.copy-from=FOLDER}: copies the calls of an outputs folder into PostgreSQL and ends the process, with a
 * status that says whether it worked. No call is scored meanwhile.
 */
@Component
@ConditionalOnProperty(PostgresqlEnvironment.COPY_FROM)
class CopyCommand implements ApplicationRunner {

    private final ApplicationContext context;
    private final CopiedFolder folder;
    private final DatabaseCopy copy;

    CopyCommand(ApplicationContext context, CopiedFolder folder, DatabaseCopy copy) {
        this.context = context;
        this.folder = folder;
        this.copy = copy;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        copy.from(folder.database());
        System.exit(SpringApplication.exit(context));
    }
}
