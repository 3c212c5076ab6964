package dev.marksheet.job.record;

import dev.marksheet.job.exam.ExamReader;
import dev.marksheet.judge.Judges;
import dev.marksheet.judge.llm.endpoint.JudgeHealth;
import dev.marksheet.metric.MetricCatalog;
import dev.marksheet.query.JobQueries;
import dev.marksheet.query.SessionQueries;
import dev.marksheet.report.SessionReports;
import dev.marksheet.store.AdviceVersions;
import dev.marksheet.store.JobStore;
import dev.marksheet.store.SessionStore;
import dev.marksheet.threads.Delay;
import dev.marksheet.threads.Workers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RecordConfiguration {

    /** So many sessions have their prose written at a time: scoring comes first. */
    private static final int ADVICE_THREADS = 2;

    /** A slow model of one's own needs more than a minute for 400 words. */
    private static final Duration PROSE_DEADLINE = Duration.ofMinutes(3);

    @Bean
    RunDocuments runDocuments(JobQueries jobs, SessionQueries sessions, MetricCatalog catalog, ExamReader exams) {
        return new RunDocuments(jobs, sessions, catalog.ranges(), exams::of);
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
    StorageState storageState() {
        return new StorageState();
    }

    @Bean
    ReportReader reportReader(JudgeHealth health, ExamReader exams) {
        return new ReportReader(health, exams);
    }
}
