package dev.marksheet.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.marksheet.session.Usage;
import dev.marksheet.session.evidence.JudgeReply;
import dev.marksheet.session.text.Language;
import dev.marksheet.threads.HandThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Questions on threads that the test drives: what comes first is said step by step. */
class RunningTasksTests {

    private static final Usage COST = Usage.of(1, 0, 10, 5);

    private final HandThreads threads = new HandThreads();
    private final RunningTasks tasks = new RunningTasks(threads, Language.EN);
    private final List<Usage> spent = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();

    private CompletableFuture<Judged<String>> ask(String reply) {
        return tasks.ask(
                () -> {
                    asked.add(reply);
                    return new Judged<>(reply, COST);
                },
                spent::add);
    }

    private CompletableFuture<Judged<String>> fail(Throwable fault) {
        return tasks.ask(
                () -> {
                    if (fault instanceof Error error) {
                        throw error;
                    }
                    throw (RuntimeException) fault;
                },
                spent::add);
    }

    private static JudgeException faultOf(CompletableFuture<?> future) {
        assertThat(future).isCompletedExceptionally();
        CompletionException wrapped = catchThrowableOfType(CompletionException.class, future::join);
        return (JudgeException) wrapped.getCause();
    }

    @Test
    void tellsTheCostBeforeTheAnswer() {
        CompletableFuture<Judged<String>> answer = ask("yes");
        List<Usage> known = new ArrayList<>();
        answer.whenComplete((found, fault) -> known.addAll(spent));
        assertThat(answer).isNotDone();

        threads.runAll();

        assertThat(answer.join().reply()).isEqualTo("yes");
        assertThat(known).containsExactly(COST);
    }

    @Test
    void tellsWhatWasSpentInVainAndSaysItInTheLanguageOfTheCall() {
        RunningTasks chinese = new RunningTasks(threads, Language.ZH);
        CompletableFuture<Judged<String>> answer = chinese.ask(
                () -> {
                    throw JudgeException.ofKey("local_embedding.failed", true, new IllegalStateException("ONNX"));
                },
                spent::add);

        threads.runAll();

        JudgeException fault = faultOf(answer);
        assertThat(fault).hasMessage("本地嵌入模型出错；原因见服务日志").hasCauseInstanceOf(IllegalStateException.class);
        assertThat(fault.retryable()).isTrue();
        assertThat(spent).containsExactly(Usage.NONE);
    }

    @Test
    void namesAnErrorOfTheMachine() {
        CompletableFuture<Judged<String>> noMemory = fail(new OutOfMemoryError("in a test"));
        CompletableFuture<Judged<String>> broken = fail(new NoClassDefFoundError("in a test"));

        threads.runAll();

        assertThat(faultOf(noMemory)).hasMessageStartingWith("this service is out of memory");
        assertThat(faultOf(broken)).hasMessageStartingWith("the judge broke down");
    }

    @Test
    void refusesWhereThereIsNoThread() {
        threads.refuseWith(new RejectedExecutionException());

        JudgeException fault = faultOf(ask("never"));

        assertThat(fault).hasMessage("the service is stopping");
        assertThat(fault.stopping()).isTrue();
        assertThat(fault.retryable()).isTrue();
    }

    @Test
    void neverBeginsWhatWasStoppedBefore() {
        CompletableFuture<Judged<String>> waiting = ask("waiting");

        tasks.stop("enough");

        assertThat(faultOf(waiting)).hasMessage("enough");
        threads.runAll();
        assertThat(faultOf(ask("later"))).hasMessage("enough");
        assertThat(threads.waiting()).as("none is put on a thread any more").isZero();
        assertThat(asked).isEmpty();
        assertThat(spent).isEmpty();
    }

    @Test
    void keepsAnAnswerThatWasThereBeforeTheStop() {
        CompletableFuture<Judged<String>> answer = ask("yes");
        threads.runAll();

        tasks.stop("enough");

        assertThat(answer.join().reply()).isEqualTo("yes");
    }

    @Test
    void stopsAQuestionThatAStopHasMissed() {
        AtomicReference<RunningTasks> stopped = new AtomicReference<>();
        Executor stopping = work -> stopped.get().stop("enough");
        stopped.set(new RunningTasks(stopping, Language.EN));
        CompletableFuture<Judged<String>> answer = stopped.get().ask(() -> new Judged<>("never", COST), spent::add);

        assertThat(faultOf(answer)).hasMessage("enough");
    }

    @Test
    void interruptsAQuestionThatRunsAndSaysWhyWithItsLastFault() {
        List<JudgeReply> words = List.of(new JudgeReply("entities", null, "{}"));
        CompletableFuture<Judged<String>> answer = tasks.ask(
                () -> {
                    tasks.stop("the deadline passed");
                    assertThat(Thread.interrupted()).as("interrupted").isTrue();
                    throw new JudgeException("HTTP 500", false, COST, words, null);
                },
                spent::add);

        threads.runAll();

        JudgeException fault = faultOf(answer);
        assertThat(fault).hasMessage("the deadline passed; HTTP 500");
        assertThat(fault.retryable()).isTrue();
        assertThat(fault.usage()).isEqualTo(COST);
        assertThat(fault.words()).isEqualTo(words);
        assertThat(spent).containsExactly(COST);
    }

    @Test
    void leavesAnOutageWhatItIsEvenAfterAStop() {
        CompletableFuture<Judged<String>> answer = tasks.ask(
                () -> {
                    tasks.stop("the deadline passed");
                    Thread.interrupted();
                    throw JudgeException.outage("nobody is served", COST, List.of());
                },
                spent::add);

        threads.runAll();

        assertThat(faultOf(answer)).hasMessage("nobody is served");
        assertThat(faultOf(answer).outage()).isTrue();
    }

    @Test
    void relaysAFaultWithoutItsWrappings() {
        CompletableFuture<String> source = new CompletableFuture<>();
        CompletableFuture<String> copy = RunningTasks.relay(source.thenApply(found -> found));
        source.completeExceptionally(new IllegalStateException("in a test"));

        assertThatThrownBy(copy::join).cause().isInstanceOf(IllegalStateException.class);
    }
}
