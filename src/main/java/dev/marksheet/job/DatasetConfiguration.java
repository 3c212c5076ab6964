package dev.marksheet.job;

import dev.marksheet.query.DatasetQueries;
import dev.marksheet.store.DatasetStore;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DatasetConfiguration {

    @Bean
    DatasetShelf datasetShelf(DatasetStore store, DatasetQueries queries, SampleRules rules, Clock clock) {
        return new DatasetShelf(store, queries, rules, clock);
    }
}
