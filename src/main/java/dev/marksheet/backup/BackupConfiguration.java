package dev.marksheet.backup;

import dev.marksheet.query.SessionQueries;
import dev.marksheet.report.BackupFolders;
import dev.marksheet.report.SessionReports;
import dev.marksheet.store.database.DatabaseBackup;
import dev.marksheet.store.database.PostgresqlEnvironment;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

@Configuration(proxyBeanMethods = false)
class BackupConfiguration {

    @Bean
    @Profile("!" + PostgresqlEnvironment.PROFILE)
    Backup backup(
            DatabaseBackup database,
            BackupFolders folders,
            SessionReports reports,
            SessionQueries sessions,
            Clock clock) {
        return new Backup(database, folders, reports, sessions, clock);
    }
}
