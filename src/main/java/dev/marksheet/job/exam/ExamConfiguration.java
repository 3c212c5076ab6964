package dev.marksheet.job.exam;

import dev.marksheet.exam.Exam;
import dev.marksheet.store.ExamStore;
import dev.marksheet.store.database.PostgresqlEnvironment;
import dev.marksheet.threads.Workers;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Exams of judges. */
@Configuration(proxyBeanMethods = false)
class ExamConfiguration {

    /** The rows that all exams have at their judges, one question each. */
    private static final int EXAM_JUDGE_THREADS = 8;

    @Bean(destroyMethod = "shutdownNow")
    ExecutorService examThreads() {
        return Workers.computing("exam", Examiner.MOST_AT_ONCE);
    }

    @Bean(destroyMethod = "shutdownNow")
    ExecutorService examJudgeThreads() {
        return Workers.waiting("exam-judge", EXAM_JUDGE_THREADS);
    }

    @Bean
    Examiner examiner(
            Exam exam,
            ExamStore store,
            Clock clock,
            Environment environment,
            ExecutorService examThreads,
            ExecutorService examJudgeThreads) {
        boolean manyNodes = environment.matchesProfiles(PostgresqlEnvironment.PROFILE);
        return new Examiner(exam, store, clock, manyNodes, examThreads, examJudgeThreads);
    }

    @Bean
    ExamReader examReader(ExamStore store, Examiner examiner) {
        return new ExamReader(store, examiner);
    }
}
