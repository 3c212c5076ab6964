package dev.marksheet.job.again;

import dev.marksheet.job.CallQueue;
import dev.marksheet.job.JobProperties;
import dev.marksheet.judge.Judges;
import dev.marksheet.judge.Rehearsals;
import dev.marksheet.metric.MetricCatalog;
import dev.marksheet.report.SessionReports;
import dev.marksheet.store.JobStore;
import dev.marksheet.store.RescoreStore;
import dev.marksheet.store.SessionStore;
import dev.marksheet.store.database.PostgresqlEnvironment;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** What scores calls a second time. */
@Configuration(proxyBeanMethods = false)
class AgainConfiguration {

    @Bean
    Rescorer rescorer(
            RescoreStore orders,
            JobStore jobs,
            CallQueue queue,
            JobProperties properties,
            Clock clock,
            Environment environment) {
        boolean manyNodes = environment.matchesProfiles(PostgresqlEnvironment.PROFILE);
        return new Rescorer(orders, jobs, queue, properties, clock, manyNodes);
    }

    @Bean
    Retrier retrier(CallQueue queue, SessionStore sessions, SessionReports reports) {
        return new Retrier(queue, sessions, reports);
    }

    @Bean
    Estimator estimator(
            Rehearsals rehearsals,
            MetricCatalog catalog,
            Judges judges,
            Rescorer rescorer,
            ExecutorService localJudgeThreads) {
        return new Estimator(rehearsals, catalog, judges, rescorer, localJudgeThreads);
    }
}
