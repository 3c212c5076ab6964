package dev.marksheet.report;

import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.AbstractDependsOnBeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ReportConfiguration {

    @Bean
    OutputsFolder outputsFolder(ReportProperties properties) {
        return new OutputsFolder(properties.outputsDir());
    }

    @Bean
    SessionReports sessionReports(OutputsFolder folder) {
        return new SessionReports(folder);
    }

    /** The embedded database lives in the outputs folder, so the folder must be there and ours before it is opened. */
    @Bean
    static DataSourceNeedsFolder dataSourceNeedsFolder() {
        return new DataSourceNeedsFolder();
    }

    static final class DataSourceNeedsFolder extends AbstractDependsOnBeanFactoryPostProcessor {
        DataSourceNeedsFolder() {
            super(DataSource.class, OutputsFolder.class);
        }
    }
}
