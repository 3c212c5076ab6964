package dev.marksheet.job;

import dev.marksheet.job.record.SessionRecorder;
import dev.marksheet.job.record.StorageState;
import dev.marksheet.judge.Judges;
import dev.marksheet.judge.llm.JudgeCheck;
import dev.marksheet.judge.llm.endpoint.JudgeHealth;
import dev.marksheet.metric.MetricCatalog;
import dev.marksheet.query.JobQueries;
import dev.marksheet.report.DatabaseFile;
import dev.marksheet.store.AnswerStore;
import dev.marksheet.store.CallKeys;
import dev.marksheet.store.JobStore;
import dev.marksheet.store.SettingsStore;
import dev.marksheet.store.database.CommitGuard;
import dev.marksheet.store.database.PostgresqlEnvironment;
import dev.marksheet.store.database.WriterConnections;
import dev.marksheet.threads.Workers;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

@Configuration(proxyBeanMethods = false)
class JobConfiguration {

    /** More than the judge's limit on requests in flight, since tasks also wait here for their turn. */
    private static final int JUDGE_THREADS = 128;

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
    DirectScoring directScoring(CallScorer scorer, JobProperties properties) {
        return new DirectScoring(scorer, properties.workers());
    }

    @Bean
    JudgeReader judgeReader(Judges judges, JudgeHealth health, JudgeCheck check) {
        return new JudgeReader(judges, health, check);
    }

    @Bean
    CallReader callReader(JobQueries jobs, JobStore requests, LargeTexts texts) {
        return new CallReader(jobs, requests, texts);
    }

    @Bean
    LargeTexts largeTexts() {
        return new LargeTexts(Runtime.getRuntime().maxMemory());
    }

    @Bean
    RunningCalls runningCalls() {
        return new RunningCalls();
    }

    @Bean
    @Profile("!" + PostgresqlEnvironment.PROFILE)
    CommitGuard commitGuard(DatabaseFile file, WriterConnections writer) {
        file.whenBack(writer::renew);
        return file::requireThere;
    }

    @Bean
    AnswerCheckpoint answerCheckpoint(AnswerStore store, Clock clock) {
        return new AnswerCheckpoint(store, clock);
    }

    @Bean
    Submissions submissions(CallQueue queue, CallKeys keys, JobQueries jobs, Clock clock) {
        return new Submissions(queue, keys, jobs, clock);
    }

    @Bean
    SessionScoreJobManager sessionScoreJobManager(
            CallQueue queue,
            JobStore jobs,
            SettingsStore settings,
            JobQueries queries,
            CallScorer scorer,
            SessionRecorder recorder,
            AnswerCheckpoint answers,
            JudgeHealth health,
            StorageState storage,
            LargeTexts texts,
            RunningCalls running,
            Clock clock) {
        return new SessionScoreJobManager(
                queue, jobs, settings, queries, scorer, recorder, answers, health, storage, texts, running, clock);
    }
}
