package dev.marksheet.report;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AbstractDependsOnBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

@Configuration(proxyBeanMethods = false)
class ReportConfiguration {

    /** The outputs of one process. */
    @Configuration(proxyBeanMethods = false)
    @Profile("!postgresql")
    static class OfOneProcess {

        @Bean
        OutputsFolder outputsFolder(
                ReportProperties properties, @Value("${marksheet.outputs-dir:outputs}") String configured) {
            if (configured.isBlank()) {
                // Spring would take the default here and nothing in the database's address.
                throw new InvalidConfigurationPropertyValueException(
                        "marksheet.outputs-dir", configured, "It is empty: name a folder, or leave the setting out.");
            }
            return new OutputsFolder(properties.outputsDir());
        }

        @Bean
        SessionReports sessionReports(OutputsFolder folder) {
            return new SessionReports(folder::run);
        }

        @Bean
        ReportFolders reportFolders(ReportProperties properties, OutputsFolder mine) {
            return new ReportFolders(OutputsFolder.runs(properties.outputsDir()));
        }

        @Bean
        BackupFolders backupFolders(
                ReportProperties properties, OutputsFolder mine, @Value("${marksheet.backup.dir:}") String dir) {
            Path outputs = properties.outputsDir();
            return new BackupFolders(outputs, dir.isBlank() ? outputs.resolve(BackupFolders.FOLDER) : Path.of(dir));
        }

        /** Once the schema is there, so is the file. */
        @Bean
        DatabaseFile embeddedDatabaseFile(HikariDataSource connections, Flyway schema) {
            return new DatabaseFile(connections);
        }

        /** The embedded database lives in the outputs folder, so the folder must be ours before it is opened. */
        @Bean
        static DataSourceNeedsFolder dataSourceNeedsFolder() {
            return new DataSourceNeedsFolder();
        }
    }

    @Bean("databaseFile")
    DatabaseFileHealth databaseFileHealth(ObjectProvider<DatabaseFile> file) {
        return new DatabaseFileHealth(file.getIfAvailable());
    }

    /** The outputs of many processes on one database. */
    @Configuration(proxyBeanMethods = false)
    @Profile("postgresql")
    static class OfManyProcesses {

        @Bean
        SessionReports sessionReports(ReportProperties properties) {
            if (!properties.outputsShared()) {
                return new SessionReports(run -> new NoRunFolder());
            }
            Path runs = OutputsFolder.runs(properties.outputsDir());
            KnownScores known = new KnownScores();
            FolderNames names = FolderNames.on(properties.outputsDir());
            return new SessionReports(
                    run -> new SharedRunFolder(new RunFolder(runs.resolve(names.of(run)), known, true)));
        }

        @Bean
        @ConditionalOnProperty("marksheet.copy-from")
        CopiedFolder copiedFolder(@Value("${marksheet.copy-from}") Path folder) {
            return new CopiedFolder(folder);
        }
    }

    static final class DataSourceNeedsFolder extends AbstractDependsOnBeanFactoryPostProcessor {
        DataSourceNeedsFolder() {
            super(DataSource.class, OutputsFolder.class);
        }
    }
}
