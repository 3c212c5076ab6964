package dev.marksheet.report;

import java.nio.file.Path;
import javax.sql.DataSource;
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

        /** The embedded database lives in the outputs folder, so the folder must be ours before it is opened. */
        @Bean
        static DataSourceNeedsFolder dataSourceNeedsFolder() {
            return new DataSourceNeedsFolder();
        }
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
            return new SessionReports(run -> new SharedRunFolder(new RunFolder(runs.resolve(run.value()))));
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
