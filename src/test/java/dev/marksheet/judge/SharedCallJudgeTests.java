package dev.marksheet.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marksheet.session.Usage;
import dev.marksheet.session.text.Language;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedCallJudgeTests {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final JudgeTask.Statements TASK = new JudgeTask.Statements("Who?", "Ada wrote it.");

    private final FakeJudge judge = new FakeJudge();
    private final FakeEmbedder embedder = new FakeEmbedder();
    private final ExecutorService executor = Executors.newFixedThreadPool(2);
    private final SharedCallJudge panel = new SharedCallJudge(judge, embedder, List.of(), Language.EN, executor);

    @AfterEach
    void endThreads() {
        executor.shutdownNow();
    }

    @Test
    void asksEqualTasksOfTwoMetricsOnce() {
        Reply.StatementList first = panel.forMetric("faithfulness").ask(TASK).join();
        Reply.StatementList second = panel.forMetric("answer_correctness")
                .ask(new JudgeTask.Statements("Who?", "Ada wrote it."))
                .join();

        assertThat(second).isEqualTo(first);
        assertThat(judge.asked()).containsExactly(TASK);
    }

    @Test
    void asksOnceWhileTheFirstAnswerIsStillOnItsWay() {
        CountDownLatch release = new CountDownLatch(1);
        judge.answering(JudgeTask.Statements.class, task -> afterwards(release, new Reply.StatementList(List.of("a"))));
        CompletableFuture<Reply.StatementList> first = panel.forMetric("m1").ask(TASK);
        CompletableFuture<Reply.StatementList> second = panel.forMetric("m2").ask(TASK);

        release.countDown();

        assertThat(first).succeedsWithin(PATIENCE);
        assertThat(second).succeedsWithin(PATIENCE).isEqualTo(first.join());
        assertThat(judge.count(JudgeTask.Statements.class)).isEqualTo(1);
    }

    @Test
    void tellsInTheLanguageOfTheCallWithoutNamesOfClassesWhatBrokeDown() {
        judge.answering(JudgeTask.Statements.class, task -> {
            throw new NullPointerException("Cannot invoke");
        });
        Embedder broken = texts -> {
            throw JudgeException.ofKey("local_embedding.failed", false, new IllegalStateException("ONNX"));
        };
        CallJudge chinese =
                new SharedCallJudge(judge, broken, List.of(), Language.ZH, executor).forMetric("faithfulness");

        assertThatThrownBy(() -> chinese.ask(TASK).join())
                .hasRootCauseInstanceOf(NullPointerException.class)
                .cause()
                .hasMessage("由于本服务自身的缺陷，评审出现故障；详见服务日志");
        assertThatThrownBy(() -> chinese.embed(List.of("text")).join()).cause().hasMessage("本地嵌入模型出错；原因见服务日志");
    }

    @Test
    void embedsEachTextOnce() {
        List<double[]> first =
                panel.forMetric("m1").embed(List.of("one", "three", "one")).join();
        List<double[]> second =
                panel.forMetric("m2").embed(List.of("three", "eleven")).join();

        assertThat(embedder.embedded()).containsExactly("one", "three", "eleven");
        assertThat(first).extracting(vector -> vector[0]).containsExactly(3.0, 5.0, 3.0);
        assertThat(second).extracting(vector -> vector[0]).containsExactly(5.0, 6.0);
    }

    @Test
    void booksTheCostToTheFirstAskerAndSharesToTheRest() {
        panel.forMetric("first").ask(TASK).join();
        panel.forMetric("second").ask(TASK).join();
        panel.forMetric("second").embed(List.of("text")).join();
        panel.forMetric("third").embed(List.of("text")).join();

        assertThat(panel.usage())
                .containsEntry("first", FakeJudge.COST)
                .containsEntry("second", Usage.SHARED.plus(FakeEmbedder.COST))
                .containsEntry("third", Usage.SHARED);
    }

    @Test
    void failsEveryAskerWithTheJudgesOwnWords() {
        judge.failing(JudgeTask.Statements.class, "the judge is out for lunch");

        assertFails(panel.forMetric("m1").ask(TASK), "the judge is out for lunch");
        assertFails(panel.forMetric("m2").ask(TASK), "the judge is out for lunch");
        assertThat(judge.asked()).hasSize(1);
    }

    @Test
    void booksWhatWasSpentInVain() {
        judge.failing(JudgeTask.Statements.class, "no");

        assertFails(panel.forMetric("m1").ask(TASK), "no");

        assertThat(panel.usage()).containsEntry("m1", FakeJudge.COST);
    }

    @Test
    void turnsABugOfTheJudgeIntoAJudgeException() {
        judge.answering(JudgeTask.Statements.class, task -> {
            throw new IllegalStateException("bug");
        });

        assertThatThrownBy(() -> panel.forMetric("m").ask(TASK).get()).hasCauseInstanceOf(JudgeException.class);
    }

    @Test
    void stopsRunningAndWaitingQuestionsWithTheReason() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch running = new CountDownLatch(2);
        judge.answering(JudgeTask.Entities.class, task -> {
            running.countDown();
            return afterwards(never, new Reply.StatementList(List.of()));
        });
        CallJudge view = panel.forMetric("m");
        List<CompletableFuture<Reply.StatementList>> asked = List.of(
                view.ask(new JudgeTask.Entities("1")),
                view.ask(new JudgeTask.Entities("2")),
                view.ask(new JudgeTask.Entities("3")));
        running.await();

        panel.stop("the job's deadline passed");

        asked.forEach(future -> assertFails(future, "the job's deadline passed"));
        assertFails(asked.get(0), "the job's deadline passed; interrupted");
        assertThat(judge.asked()).hasSize(2);
    }

    @Test
    void refusesQuestionsAfterTheStopButKeepsAnswers() {
        CallJudge view = panel.forMetric("m");
        view.ask(TASK).join();

        panel.stop("enough");

        assertThat(view.ask(TASK)).isCompleted();
        assertFails(view.ask(new JudgeTask.Entities("new")), "enough");
        assertFails(view.embed(List.of("new")), "enough");
    }

    private static <R> R afterwards(CountDownLatch latch, R reply) {
        try {
            latch.await();
            return reply;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JudgeException("interrupted", true, Usage.NONE, e);
        }
    }

    private static void assertFails(CompletableFuture<?> future, String reason) {
        assertThat(future)
                .failsWithin(PATIENCE)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(JudgeException.class)
                .withMessageContaining(reason);
    }
}
