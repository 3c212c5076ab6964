package dev.marksheet.job.queue;

import com.github.kagkarlsson.scheduler.SchedulerName;
import dev.marksheet.job.CallQueue;
import dev.marksheet.job.JobProperties;
import dev.marksheet.job.record.RetryPauses;
import dev.marksheet.job.record.StorageState;
import dev.marksheet.judge.llm.endpoint.JudgeHealth;
import dev.marksheet.store.FairShareTurns;
import dev.marksheet.store.JobStore;
import dev.marksheet.store.OpenJobs;
import dev.marksheet.store.SettingsStore;
import dev.marksheet.store.database.PostgresqlEnvironment;
import dev.marksheet.store.database.TaskConnections;
import dev.marksheet.threads.Workers;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** Which queue hands calls out: this process's own on a database file, one shared by all nodes on PostgreSQL. */
@Configuration(proxyBeanMethods = false)
class QueueConfiguration {

    @Bean
    @Profile("!" + PostgresqlEnvironment.PROFILE)
    CallQueue localCallQueue(
            JobStore jobs,
            OpenJobs open,
            SettingsStore settings,
            JobProperties properties,
            Clock clock,
            StorageState storage,
            JudgeHealth health) {
        requireEnabled(properties);
        ExecutorService threads = Workers.waiting("score-job", properties.workers());
        return new LocalCallQueue(
                jobs,
                open,
                properties,
                threads,
                clock,
                RetryPauses.GROWING,
                storage,
                () -> health.closed().isPresent(),
                settings::isSpent);
    }

    /** Nobody else works on a database file: its calls would wait for ever. */
    private static void requireEnabled(JobProperties properties) {
        if (!properties.enabled()) {
            throw new InvalidConfigurationPropertyValueException(
                    "marksheet.job.enabled",
                    false,
                    "On SQLite this process alone scores calls: leave the setting out, or let several nodes share a"
                            + " PostgreSQL with spring.datasource.url=jdbc:postgresql://HOST/DATABASE.");
        }
    }

    @Bean
    @Profile(PostgresqlEnvironment.PROFILE)
    CallQueue sharedCallQueue(
            JobStore jobs,
            FairShareTurns turns,
            SettingsStore settings,
            TaskConnections connections,
            JobProperties properties,
            Clock clock,
            StorageState storage,
            JudgeHealth health) {
        ExecutorService threads = Workers.waiting("score-job", properties.workers());
        String name = ProcessHandle.current().pid() + "@" + new SchedulerName.Hostname().getName();
        return new SharedCallQueue(
                jobs,
                turns,
                settings,
                connections,
                properties,
                threads,
                clock,
                RetryPauses.GROWING,
                name,
                storage,
                () -> health.closed().isPresent());
    }
}
