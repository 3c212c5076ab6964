package dev.marksheet.job;

import com.github.kagkarlsson.scheduler.SchedulerName;
import dev.marksheet.judge.JudgeHealth;
import dev.marksheet.judge.Judges;
import dev.marksheet.metric.MetricCatalog;
import dev.marksheet.report.SessionReports;
import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionState;
import dev.marksheet.store.AdviceVersions;
import dev.marksheet.store.AnswerStore;
import dev.marksheet.store.CallStore;
import dev.marksheet.store.JobStore;
import dev.marksheet.store.OpenJobs;
import dev.marksheet.store.PostgresqlEnvironment;
import dev.marksheet.store.ScoredCalls;
import dev.marksheet.store.SessionStates;
import dev.marksheet.store.SessionStore;
import dev.marksheet.store.TaskConnections;
import dev.marksheet.store.Turns;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

@Configuration(proxyBeanMethods = false)
class JobConfiguration {

    /** More than the judge's limit on requests in flight, since tasks also wait here for their turn. */
    private static final int JUDGE_THREADS = 128;

    /** Without virtual threads, as many slow viewers as this are waited for at a time. */
    private static final int VIEWER_THREADS = 32;

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean(destroyMethod = "shutdownNow")
    ExecutorService judgeThreads() {
        return Workers.waiting("judge-task", JUDGE_THREADS);
    }

    @Bean(destroyMethod = "shutdownNow")
    ExecutorService localJudgeThreads() {
        return Workers.computing("local-judge", Runtime.getRuntime().availableProcessors());
    }

    @Bean
    CallScorer callScorer(
            Judges judges,
            MetricCatalog catalog,
            JobProperties properties,
            ExecutorService judgeThreads,
            ExecutorService localJudgeThreads,
            JudgeHealth health) {
        return new CallScorer(judges, catalog, properties.deadline(), judgeThreads, localJudgeThreads, health);
    }

    @Bean
    ReportWriter reportWriter(JobStore jobs, SessionStore sessions, MetricCatalog catalog) {
        return new ReportWriter(jobs, sessions, catalog.ranges());
    }

    @Bean
    AdviceRefresher adviceRefresher(
            Judges judges,
            AdviceProperties properties,
            SessionStore sessions,
            SessionReports reports,
            ReportWriter writer,
            ExecutorService judgeThreads) {
        String model = properties.model() == null ? judges.defaultJudgeModel() : properties.model();
        return new AdviceRefresher(judges, model, sessions, reports, writer, judgeThreads);
    }

    @Bean
    SessionRecorder sessionRecorder(
            JobStore jobs,
            SessionStore sessions,
            SessionReports reports,
            ReportWriter writer,
            AdviceHistory history,
            AdviceRefresher advice,
            StorageState storage) {
        return new SessionRecorder(
                jobs, sessions, reports, writer, history::changed, advice::callsEnded, RetryPauses.GROWING, storage);
    }

    @Bean
    AdviceHistory adviceHistory(AdviceVersions versions) {
        return new AdviceHistory(versions);
    }

    @Bean
    SessionReader sessionReader(JobStore jobs, SessionStore sessions, SessionReports reports, ReportWriter writer) {
        return new SessionReader(jobs, sessions, reports, writer);
    }

    @Bean
    CallReader callReader(CallStore calls, JobStore jobs) {
        return new CallReader(calls, jobs);
    }

    @Bean
    ComparisonReader comparisonReader(CallStore calls, JobStore jobs) {
        return new ComparisonReader(calls, jobs);
    }

    @Bean(destroyMethod = "shutdownNow")
    ExecutorService viewerThreads() {
        return Workers.waiting("viewer", VIEWER_THREADS);
    }

    @Bean
    SessionWatch sessionWatch(SessionStates states, ExecutorService viewerThreads, Clock clock) {
        return new SessionWatch(new WatchBoard(source(states)), viewerThreads, clock);
    }

    private static WatchBoard.Source source(SessionStates states) {
        return new WatchBoard.Source() {
            @Override
            public List<SessionState> of(Collection<RunId> runs) {
                return states.of(runs);
            }

            @Override
            public List<SessionState> activeSince(Instant since, int limit) {
                return states.activeSince(since, limit);
            }
        };
    }

    @Bean
    @Profile("!" + PostgresqlEnvironment.PROFILE)
    CallQueue localCallQueue(
            JobStore jobs,
            OpenJobs open,
            JobProperties properties,
            Clock clock,
            StorageState storage,
            JudgeHealth health) {
        ExecutorService threads = Workers.waiting("score-job", properties.workers());
        return new LocalCallQueue(
                jobs,
                open,
                properties,
                threads,
                clock,
                RetryPauses.GROWING,
                storage,
                () -> health.closed().isPresent());
    }

    @Bean
    StorageState storageState() {
        return new StorageState();
    }

    @Bean
    AnswerKeeper answerKeeper(AnswerStore store, Clock clock) {
        return new AnswerKeeper(store, clock);
    }

    @Bean
    ReportReader reportReader(ScoredCalls calls, AdviceVersions versions, JudgeHealth health) {
        return new ReportReader(calls, versions, health);
    }

    @Bean
    @Profile(PostgresqlEnvironment.PROFILE)
    CallQueue sharedCallQueue(
            JobStore jobs,
            Turns turns,
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
                connections,
                properties,
                threads,
                clock,
                RetryPauses.GROWING,
                name,
                storage,
                () -> health.closed().isPresent());
    }

    @Bean
    SessionScoreJobManager sessionScoreJobManager(
            CallQueue queue,
            JobStore jobs,
            CallScorer scorer,
            SessionRecorder recorder,
            AnswerKeeper answers,
            JudgeHealth health,
            StorageState storage,
            Clock clock) {
        return new SessionScoreJobManager(queue, jobs, scorer, recorder, answers, health, storage, clock);
    }
}
