package dev.marksheet.job.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.marksheet.judge.FakeJudge;
import dev.marksheet.judge.JudgeException;
import dev.marksheet.judge.JudgeTask;
import dev.marksheet.judge.Reply;
import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProseJudgeTests {

    private static final JudgeTask.Advice.WorstCall WORST =
            new JudgeTask.Advice.WorstCall("s-score-3", "Why?", "So.", Map.of("faithfulness", "0.20"), List.of("no"));

    private final FakeJudge judge = new FakeJudge();
    private final List<CountDownLatch> begun = new ArrayList<>();

    /** Hands work back when it has begun, as far as a test says that it will: no deadline ends before. */
    private final ExecutorService threads =
            new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>()) {
                @Override
                public void execute(Runnable work) {
                    super.execute(work);
                    begun.forEach(ProseJudgeTests::await);
                }
            };

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    private String write(Duration deadline) throws InterruptedException {
        FakeShelf shelf = new FakeShelf();
        RunId run = shelf.set("s", 10, 0);
        SessionReport report = shelf.find(run).orElseThrow();
        return new ProseJudge(() -> judge, any -> List.of(WORST), threads, deadline)
                .write(report)
                .markdown();
    }

    @Test
    void asksTheJudge() throws InterruptedException {
        judge.answering(
                JudgeTask.Advice.class,
                task -> new Reply.Prose(task.figures().lines().findFirst().orElseThrow()));

        assertThat(write(Duration.ofMinutes(1))).isEqualTo("calls: 10 completed, 0 failed");
    }

    @Test
    void showsTheJudgeTheWorstCalls() throws InterruptedException {
        judge.answering(
                JudgeTask.Advice.class, task -> new Reply.Prose(task.worst().toString()));

        assertThat(write(Duration.ofMinutes(1))).contains("s-score-3", "faithfulness=0.20");
    }

    @Test
    void interruptsAJudgeThatTakesLongerThanTheDeadline() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        begun.add(asked);
        judge.answering(JudgeTask.Advice.class, task -> {
            asked.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return new Reply.Prose("too late");
        });

        assertThatExceptionOfType(JudgeException.class)
                .isThrownBy(() -> write(Duration.ofMillis(1)))
                .withMessageContaining("not written within");
        await(interrupted);
    }

    @Test
    void passesOnWhyTheJudgeGaveNothing() {
        judge.failing(JudgeTask.Advice.class, "the key is wrong");

        assertThatExceptionOfType(JudgeException.class)
                .isThrownBy(() -> write(Duration.ofMinutes(1)))
                .withMessage("the key is wrong");
    }
}
