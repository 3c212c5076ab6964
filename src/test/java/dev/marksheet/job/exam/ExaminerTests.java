package dev.marksheet.job.exam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marksheet.exam.Exam;
import dev.marksheet.session.ExamRun;
import dev.marksheet.session.ExamRun.State;
import dev.marksheet.store.ExamStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Exams whose threads begin when the test says so. */
@SpringBootTest(properties = "marksheet.judge.base-url=")
class ExaminerTests {

    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(5_000_000), ZoneOffset.UTC);

    @TempDir
    static Path folder;

    @Autowired
    private Exam exam;

    @Autowired
    private ExamStore store;

    @Autowired
    private JdbcClient jdbc;

    private final Held threads = new Held();

    @DynamicPropertySource
    static void outputsFolder(DynamicPropertyRegistry registry) {
        registry.add("marksheet.outputs-dir", folder::toString);
    }

    @BeforeEach
    void forget() {
        jdbc.sql("delete from exam").update();
    }

    @Test
    void examinesAJudgeOnceAtATimeAndKeepsWhatCameOfIt() {
        Examiner examiner = examiner(CLOCK, false);
        ExamReader reader = new ExamReader(store, examiner);

        ExamRun begun = examiner.begin("local").orElseThrow();
        assertThat(examiner.begin("local")).isEmpty();
        assertThat(reader.latest("local")).singleElement().satisfies(found -> {
            assertThat(found.latest()).isEqualTo(begun);
            assertThat(found.completed()).isNull();
        });
        threads.run();

        assertThat(reader.latest(null)).singleElement().satisfies(found -> {
            assertThat(found.latest().state()).isEqualTo(State.COMPLETED);
            assertThat(found.latest().done()).isEqualTo(exam.rows().size());
            assertThat(found.completed()).isEqualTo(found.latest());
            assertThat(found.flips()).isNull();
        });
    }

    @Test
    void theLastResultStaysInSightWhileTheNextIsMadeAndFlipsAreCounted() {
        examiner(CLOCK, false).begin("local");
        threads.run();
        Examiner later = examiner(Clock.offset(CLOCK, Duration.ofMinutes(1)), false);
        assertThat(later.begin("local")).isPresent();
        ExamReader again = new ExamReader(store, later);
        assertThat(again.latest(null).get(0).latest().state()).isEqualTo(State.RUNNING);
        assertThat(again.latest(null).get(0).completed()).isNotNull();
        threads.run();
        assertThat(again.latest(null).get(0).flips()).isEmpty();
    }

    @Test
    void anExamThatAStopInterruptsSaysSo() {
        Examiner examiner = examiner(CLOCK, false);
        examiner.begin("local");
        Thread.currentThread().interrupt();
        threads.run();

        assertThat(Thread.interrupted()).isFalse();
        assertThat(new ExamReader(store, examiner).latest(null).get(0).latest().state())
                .isEqualTo(State.INTERRUPTED);
    }

    @Test
    void anExamThatDiedWithItsProcessIsInterruptedAndCanBeRepeated() {
        examiner(CLOCK, false).begin("local");
        Examiner afterwards = examiner(CLOCK, false);

        assertThat(new ExamReader(store, afterwards)
                        .latest(null)
                        .get(0)
                        .latest()
                        .state())
                .isEqualTo(State.INTERRUPTED);
        assertThat(afterwards.begin("local")).isPresent();
    }

    @Test
    void anExamOfAnotherNodeRunsUntilItHasBeenSilentForLong() {
        examiner(CLOCK, true).begin("local");
        Examiner other = examiner(CLOCK, true);
        assertThat(new ExamReader(store, other).latest(null).get(0).latest().state())
                .isEqualTo(State.RUNNING);
        assertThat(other.begin("local")).isEmpty();

        Examiner later = examiner(Clock.offset(CLOCK, Examiner.SILENCE.plus(Duration.ofSeconds(1))), true);
        assertThat(new ExamReader(store, later).latest(null).get(0).latest().state())
                .isEqualTo(State.INTERRUPTED);
        assertThat(later.begin("local")).isPresent();
    }

    @Test
    void anExamOfAJudgeThatNobodyAnswersForFailsAndSaysWhy() {
        Examiner examiner = examiner(CLOCK, false);
        examiner.begin("some-model");
        threads.run();

        ExamRun run =
                new ExamReader(store, examiner).latest("some-model").get(0).latest();
        assertThat(run.state()).isEqualTo(State.FAILED);
        assertThat(run.error()).contains("no judge endpoint is configured");
    }

    @Test
    void noMoreThanAFewRunAtATime() {
        Examiner examiner = examiner(CLOCK, false);
        examiner.begin("one");
        examiner.begin("two");
        assertThatThrownBy(() -> examiner.begin("three")).isInstanceOf(ExamsFullException.class);
        threads.run();
        assertThat(examiner.begin("three")).isPresent();
    }

    @Test
    void saysWhatAnExamTakesBeforehand() {
        Examiner examiner = examiner(CLOCK, false);
        assertThat(examiner.expected("local").usage().requests()).isZero();
        assertThat(examiner.expected("local").fingerprint()).hasSize(12);
        assertThat(examiner.expected("some-model").usage().requests())
                .isEqualTo(2L * exam.rows().size());
        assertThat(examiner.expected("some-model").usage().cost())
                .as("no price is configured")
                .isNull();
    }

    private Examiner examiner(Clock clock, boolean manyNodes) {
        return new Examiner(exam, store, clock, manyNodes, threads, threads.atOnce());
    }

    /** Threads that do nothing until they are told to. */
    private static class Held extends AbstractExecutorService {

        private final Deque<Runnable> work = new ArrayDeque<>();

        void run() {
            while (!work.isEmpty()) {
                work.remove().run();
            }
        }

        /** Threads that do everything at once. */
        ExecutorService atOnce() {
            return new Held() {
                @Override
                public void execute(Runnable command) {
                    command.run();
                }
            };
        }

        @Override
        public void execute(Runnable command) {
            work.add(command);
        }

        @Override
        public void shutdown() {}

        @Override
        public List<Runnable> shutdownNow() {
            return Collections.emptyList();
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return true;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return true;
        }
    }
}
