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
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProseJudgeTests {

    private static final JudgeTask.Advice.WorstCall WORST =
            new JudgeTask.Advice.WorstCall("s-score-3", "Why?", "So.", Map.of("faithfulness", "0.20"), List.of("no"));

    private final FakeJudge judge = new FakeJudge();
    private final ExecutorService threads = Executors.newSingleThreadExecutor();

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
        CountDownLatch interrupted = new CountDownLatch(1);
        judge.answering(JudgeTask.Advice.class, task -> {
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
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void passesOnWhyTheJudgeGaveNothing() {
        judge.failing(JudgeTask.Advice.class, "the key is wrong");

        assertThatExceptionOfType(JudgeException.class)
                .isThrownBy(() -> write(Duration.ofMinutes(1)))
                .withMessage("the key is wrong");
    }
}
