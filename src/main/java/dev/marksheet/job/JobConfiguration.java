package dev.marksheet.job;

import dev.marksheet.job.exam.ExamReader;
import dev.marksheet.judge.Judges;
import dev.marksheet.judge.llm.JudgeCheck;
import dev.marksheet.judge.llm.endpoint.JudgeHealth;
import dev.marksheet.metric.MetricCatalog;
import dev.marksheet.query.JobQueries;
import dev.marksheet.query.SessionQueries;
import dev.marksheet.report.DatabaseFile;
import dev.marksheet.report.SessionReports;
import dev.marksheet.store.AdviceVersions;
import dev.marksheet.store.AnswerStore;
import dev.marksheet.store.CallKeys;
import dev.marksheet.store.CommitGuard;
import dev.marksheet.store.JobStore;
import dev.marksheet.store.PostgresqlEnvironment;
import dev.marksheet.store.SessionStore;
import dev.marksheet.store.SettingsStore;
import dev.marksheet.store.WriterConnections;
import dev.marksheet.threads.Workers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

@Configuration(proxyBeanMethods = false)
class JobConfiguration {

    /** More than the judge's limit on requests in flight, since tasks also wait here for their turn. */
    private static final int JUDGE_THREADS = 128;

    /** So many sessions have their prose written at a time: scoring comes first. */
    private static final int ADVICE_THREADS = 2;

    /** A slow model of one's own needs more than a minute for 400 words. */
    private static final Duration PROSE_DEADLINE = Duration.ofMinutes(3);

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
    RunDocuments runDocuments(JobQueries jobs, SessionQueries sessions, MetricCatalog catalog, ExamReader exams) {
        return new RunDocuments(jobs, sessions, catalog.ranges(), exams::of);
    }

    @Bean
    JudgeReader judgeReader(Judges judges, JudgeHealth health, JudgeCheck check) {
        return new JudgeReader(judges, health, check);
    }

    @Bean(destroyMethod = "shutdownNow")
    ExecutorService adviceThreads() {
        return Workers.computing("advice", ADVICE_THREADS);
    }

    @Bean(destroyMethod = "shutdownNow")
    ExecutorService adviceJudgeThreads() {
        return Workers.waiting("advice-judge", ADVICE_THREADS);
    }

    @Bean
    AdviceRefresher adviceRefresher(
            Judges judges,
            AdviceProperties properties,
            JobQueries jobs,
            JobStore requests,
            SessionStore sessions,
            SessionQueries queries,
            SessionReports reports,
            RunDocuments documents,
            Clock clock,
            ExecutorService adviceThreads,
            ExecutorService adviceJudgeThreads) {
        String model = properties.model() == null ? judges.defaultJudgeModel() : properties.model();
        AdviceRefresher.Writer prose = model.isEmpty() || model.equals(Judges.LOCAL)
                ? null
                : new ProseJudge(
                        () -> judges.judge(model),
                        new CallsForAdvice(jobs, requests)::worst,
                        adviceJudgeThreads,
                        PROSE_DEADLINE);
        return new AdviceRefresher(
                new StoredAdvice(sessions, queries, reports, documents, clock, PROSE_DEADLINE.multipliedBy(2)),
                prose,
                adviceThreads,
                Delay.on(adviceThreads));
    }

    @Bean
    SessionRecorder sessionRecorder(
            JobStore jobs,
            SessionStore sessions,
            SessionQueries queries,
            SessionReports reports,
            RunDocuments documents,
            AdviceHistory history,
            AdviceRefresher advice,
            List<CallListener> listeners,
            StorageState storage) {
        return new SessionRecorder(
                jobs,
                sessions,
                queries,
                reports,
                documents,
                history::changed,
                CallListener.all(listeners),
                advice::callsEnded,
                RetryPauses.GROWING,
                storage);
    }

    @Bean
    AdviceHistory adviceHistory(AdviceVersions versions) {
        return new AdviceHistory(versions);
    }

    @Bean
    RunFilesReader runFilesReader(SessionQueries sessions, SessionReports reports, RunDocuments documents) {
        return new RunFilesReader(sessions, reports, documents);
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
    StorageState storageState() {
        return new StorageState();
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
    ReportReader reportReader(JudgeHealth health, ExamReader exams) {
        return new ReportReader(health, exams);
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
