package dev.marksheet.job.dataset;

import dev.marksheet.job.CallQueue;
import dev.marksheet.job.JobProperties;
import dev.marksheet.job.SampleRules;
import dev.marksheet.judge.Judges;
import dev.marksheet.query.DatasetQueries;
import dev.marksheet.store.DatasetFeeds;
import dev.marksheet.store.DatasetStore;
import dev.marksheet.store.database.PostgresqlEnvironment;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
class DatasetConfiguration {

    @Bean
    DatasetShelf datasetShelf(
            DatasetStore store, DatasetFeeds feeds, DatasetQueries queries, SampleRules rules, Clock clock) {
        return new DatasetShelf(store, feeds, queries, rules, clock);
    }

    @Bean
    DatasetFeeder datasetFeeder(
            DatasetFeeds feeds,
            DatasetQueries datasets,
            CallQueue queue,
            Judges judges,
            JobProperties properties,
            Clock clock,
            Environment environment,
            DatasetShelf shelf) {
        boolean manyNodes = environment.matchesProfiles(PostgresqlEnvironment.PROFILE);
        return new DatasetFeeder(
                feeds, datasets, queue::acceptAll, judges::language, properties, clock, manyNodes, shelf::sweep);
    }
}
