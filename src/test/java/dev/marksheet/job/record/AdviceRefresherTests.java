package dev.marksheet.job.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.judge.JudgeException;
import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionReport;
import dev.marksheet.session.Usage;
import dev.marksheet.threads.HandThreads;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** One thread plays all of them: what happens while a judge writes, happens inside the writer. */
class AdviceRefresherTests {

    private final FakeShelf shelf = new FakeShelf();
    private final Queue<Runnable> threads = new ArrayDeque<>();
    private final Map<Runnable, Duration> delayed = new LinkedHashMap<>();
    private final List<Runnable> meanwhile = new ArrayList<>();
    private final AdviceRefresher refresher =
            new AdviceRefresher(shelf, this::write, threads::add, (pause, work) -> delayed.put(work, pause));
    private static final Usage SPENT = Usage.of(1, 0, 500, 60);

    private int asked;
    private boolean failing;

    private AdviceRefresher.Written write(SessionReport report) {
        asked++;
        List<Runnable> now = List.copyOf(meanwhile);
        meanwhile.clear();
        now.forEach(Runnable::run);
        if (failing) {
            throw new JudgeException("not now", true, SPENT, null);
        }
        return new AdviceRefresher.Written("prose", SPENT);
    }

    private void runAll() {
        for (Runnable next = threads.poll(); next != null; next = threads.poll()) {
            next.run();
        }
    }

    private void ended(String session, long ended, long open) {
        refresher.callsEnded(shelf.set(session, ended, open));
    }

    private void passTime() {
        List<Runnable> due = List.copyOf(delayed.keySet());
        delayed.clear();
        due.forEach(Runnable::run);
        runAll();
    }

    @Test
    void asksNothingBelowTenEndedCalls() {
        for (int i = 1; i < AdviceRefresher.MIN_CALLS; i++) {
            ended("s", i, 0);
            runAll();
        }

        assertThat(asked).isZero();
        assertThat(delayed).isEmpty();
    }

    @Test
    void writesAtTenAndThenWithEachTenthMore() {
        for (int i = 10; i <= 40; i++) {
            ended("s", i, 100);
            runAll();
        }

        assertThat(shelf.kept)
                .containsExactly(
                        "s@10", "s@11", "s@13", "s@15", "s@17", "s@19", "s@21", "s@24", "s@27", "s@30", "s@33", "s@37");
    }

    @Test
    void countsWhatWasSpentInVainToo() {
        failing = true;
        ended("s", 10, 0);
        runAll();
        failing = false;
        ended("s", 20, 0);
        runAll();

        assertThat(shelf.kept).containsExactly("s@20");
        assertThat(shelf.spent).isEqualTo(SPENT.plus(SPENT));
    }

    @Test
    void triesAgainAfterAFaultOfAnyKind() {
        meanwhile.add(() -> {
            throw new StackOverflowError();
        });
        ended("s", 10, 0);
        runAll();
        assertThat(shelf.kept).isEmpty();
        assertThat(shelf.claimed).isEmpty();
        assertThat(delayed.values()).containsExactly(AdviceRefresher.RETRY);

        passTime();
        assertThat(shelf.kept).containsExactly("s@10");
    }

    @Test
    void paysForNothingThatWasNotAsked() {
        meanwhile.add(() -> {
            throw new JudgeException("no endpoint", true, Usage.NONE, null);
        });
        ended("s", 10, 0);
        runAll();

        assertThat(shelf.spent).isSameAs(Usage.NONE);
    }

    @Test
    void neverHasTwoRequestsOfOneSessionInFlight() {
        meanwhile.add(() -> {
            ended("s", 15, 0);
            ended("s", 20, 0);
            assertThat(threads).isEmpty();
        });
        ended("s", 10, 10);
        runAll();

        assertThat(shelf.kept).containsExactly("s@10", "s@20");
    }

    @Test
    void looksAgainAtCallsThatEndedWhileAnAttemptFailed() {
        meanwhile.add(() -> {
            ended("s", 20, 0);
            throw new JudgeException("rate limited", true, Usage.NONE, null);
        });
        ended("s", 10, 10);
        runAll();

        assertThat(shelf.kept).containsExactly("s@20");
    }

    @Test
    void looksAgainAtCallsThatEndedDuringAnError() {
        meanwhile.add(() -> {
            ended("s", 20, 0);
            throw new OutOfMemoryError("in a test");
        });
        ended("s", 10, 10);
        runAll();

        assertThat(shelf.kept).containsExactly("s@20");
        assertThat(shelf.claimed).isEmpty();
    }

    @Test
    void writesOnceMoreWhenTheSessionHasBeenIdleForAWhile() {
        ended("s", 100, 10);
        ended("s", 105, 0);
        runAll();
        ended("s", 106, 0);
        runAll();
        assertThat(shelf.kept).containsExactly("s@105");
        assertThat(delayed.values()).containsExactly(AdviceRefresher.QUIET);

        passTime();

        assertThat(shelf.kept).containsExactly("s@105", "s@106");
        assertThat(delayed).isEmpty();
    }

    @Test
    void doesNotWriteForEachCallOfASenderThatWaitsForEach() {
        ended("s", 100, 0);
        runAll();
        for (int i = 101; i < 110; i++) {
            ended("s", i, 0);
            runAll();
        }

        assertThat(shelf.kept).containsExactly("s@100");
        assertThat(delayed).hasSize(1);
        passTime();
        assertThat(shelf.kept).as("calls have ended since the look").containsExactly("s@100");
        passTime();
        assertThat(shelf.kept).containsExactly("s@100", "s@109");
    }

    @Test
    void triesAgainAfterGrowingPausesWhenTheLastAttemptFailed() {
        failing = true;
        ended("s", 10, 0);
        runAll();
        List<Duration> pauses = new ArrayList<>();
        while (!delayed.isEmpty()) {
            pauses.addAll(delayed.values());
            passTime();
        }

        assertThat(asked).isEqualTo(AdviceRefresher.MAX_FAILURES);
        assertThat(pauses).containsExactly(Duration.ofMinutes(1), Duration.ofMinutes(4), Duration.ofMinutes(16));
        assertThat(shelf.claimed).isEmpty();
    }

    @Test
    void leavesASessionThatAnotherProcessAsksAboutAndLooksAgainLater() {
        RunId run = shelf.set("s", 10, 0);
        shelf.claim(run);
        refresher.callsEnded(run);
        runAll();
        assertThat(asked).isZero();

        shelf.release(run);
        passTime();

        assertThat(shelf.kept).containsExactly("s@10");
    }

    @Test
    void servesOtherSessionsBeforeItLooksAtOneAgain() {
        meanwhile.add(() -> ended("busy", 20, 10));
        ended("busy", 10, 20);
        ended("other", 10, 0);
        runAll();

        assertThat(shelf.kept).containsExactly("busy@10", "other@10", "busy@20");
    }

    @Test
    void doesNothingWithoutAWriterOrWithoutThreads() {
        new AdviceRefresher(shelf, null, threads::add, (pause, work) -> {}).callsEnded(shelf.set("s", 10, 0));
        assertThat(threads).isEmpty();

        AdviceRefresher stopping = new AdviceRefresher(
                shelf,
                report -> new AdviceRefresher.Written("prose", Usage.NONE),
                work -> {
                    throw new RejectedExecutionException();
                },
                (pause, work) -> {});
        stopping.callsEnded(shelf.set("s", 10, 0));
        assertThat(shelf.kept).isEmpty();
    }

    @Test
    void looksAgainAfterThereWasNoThread() {
        HandThreads few = new HandThreads();
        AdviceRefresher refusing = new AdviceRefresher(shelf, this::write, few, (pause, work) -> {});
        RunId run = shelf.set("s", 10, 0);
        few.refuseWith(new OutOfMemoryError("unable to create native thread"));
        refusing.callsEnded(run);

        few.refuseWith(null);
        refusing.callsEnded(run);
        few.runAll();

        assertThat(shelf.kept).containsExactly("s@10");
    }

    /** What a quiet while was seen at says nothing to the look that calls ask for which end meanwhile. */
    @Test
    void aFailureAtAQuietWhileIsNotRepeatedAtOnceForCallsThatEndMeanwhile() {
        ended("s", 100, 0);
        runAll();
        ended("s", 105, 0);
        runAll();
        failing = true;
        meanwhile.add(() -> ended("s", 105, 0));

        passTime();

        assertThat(asked).isEqualTo(2);
        assertThat(delayed).hasSize(1);
    }
}
