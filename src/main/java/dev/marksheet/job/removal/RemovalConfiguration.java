package dev.marksheet.job.removal;

import dev.marksheet.job.CallQueue;
import dev.marksheet.job.RunningCalls;
import dev.marksheet.job.record.CallListener;
import dev.marksheet.job.record.RunDocuments;
import dev.marksheet.query.JobQueries;
import dev.marksheet.query.SessionQueries;
import dev.marksheet.report.SessionReports;
import dev.marksheet.store.Cancellations;
import dev.marksheet.store.DatasetFeeds;
import dev.marksheet.store.SessionDeletions;
import dev.marksheet.store.SessionStore;
import dev.marksheet.store.TextRetention;
import dev.marksheet.store.database.PostgresqlEnvironment;
import java.time.Clock;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;

/** What ends calls and sessions before their time. */
@Configuration(proxyBeanMethods = false)
class RemovalConfiguration {

    @Bean
    Cancellation cancellation(
            Cancellations jobs,
            DatasetFeeds feeds,
            SessionStore sessions,
            SessionReports reports,
            SessionQueries queries,
            JobQueries calls,
            RunDocuments documents,
            CallQueue queue,
            RunningCalls running,
            List<CallListener> listeners,
            Clock clock) {
        return new Cancellation(
                jobs,
                feeds,
                sessions,
                reports,
                queries,
                calls,
                documents,
                queue,
                running,
                CallListener.all(listeners),
                clock);
    }

    @Bean
    Sweeper sweeper(
            SessionDeletions deletions,
            SessionStore sessions,
            SessionReports reports,
            Environment environment,
            Clock clock) {
        boolean alone = !environment.matchesProfiles(PostgresqlEnvironment.PROFILE);
        return new Sweeper(deletions, sessions, reports, alone, clock);
    }

    @Bean
    Deletion deletion(
            SessionDeletions deletions,
            SessionStore sessions,
            SessionReports reports,
            CallQueue queue,
            RunningCalls running,
            Sweeper sweeper,
            ApplicationEventPublisher events,
            Clock clock) {
        return new Deletion(
                deletions,
                sessions,
                reports,
                queue,
                running,
                sweeper,
                run -> events.publishEvent(new SessionDeleted(run)),
                clock);
    }

    /** Where one process has the database, nobody else cancels. */
    @Bean
    @Profile(PostgresqlEnvironment.PROFILE)
    UnwantedCalls unwantedCalls(RunningCalls running, Cancellations jobs) {
        return new UnwantedCalls(running, jobs);
    }

    @Bean
    Retention retention(
            RetentionProperties properties,
            SessionDeletions deletions,
            Deletion deletion,
            TextRetention texts,
            SessionStore sessions,
            SessionQueries queries,
            SessionReports reports,
            RunDocuments documents,
            Sweeper sweeper,
            Clock clock) {
        ForgottenTexts forgotten = new ForgottenTexts(texts, sessions, queries, reports, documents, sweeper, clock);
        return new Retention(properties, deletions, deletion, forgotten, clock);
    }
}
