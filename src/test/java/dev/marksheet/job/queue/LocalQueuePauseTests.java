package dev.marksheet.job.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marksheet.job.JudgeOutageException;
import dev.marksheet.job.Spent;
import dev.marksheet.store.JobStore;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataAccessResourceFailureException;

/** How the queue of one process waits for a database that takes nothing. */
class LocalQueuePauseTests {

    private static final Duration FOR_EVER = Duration.ofDays(1);

    private final LocalQueueSteps steps = new LocalQueueSteps();
    private final LocalCallQueue queue = steps.queue(2, 5);

    /** Two workers meet the full disk, then one call after each pause; the rest is not touched. */
    @Test
    void triesOneCallAfterEachPauseWhileTheDatabaseRefuses() {
        steps.trouble = new DataAccessResourceFailureException("disk full");
        steps.start(steps::work);
        for (int i = 0; i < 5; i++) {
            steps.accept("s" + i);
        }
        steps.threads.runNext();
        steps.threads.runNext();
        assertThat(steps.pauses).containsExactly(1);
        assertThat(queue.waiting()).isEqualTo(5);

        // A pause's end, one try, and so on: nothing else is handed out meanwhile.
        while (steps.pauses.size() < 4) {
            steps.threads.runNext();
        }
        assertThat(steps.pauses).containsExactly(1, 2, 3, 4);
        assertThat(steps.recoveries).isZero();
        steps.trouble = null;
        steps.runUntilDone(5);

        assertThat(steps.recoveries).isEqualTo(1);
        assertThat(steps.done).extracting(JobStore.Open::id).doesNotHaveDuplicates();
        assertThat(queue.waiting()).isZero();
    }

    @Test
    void newCallsWaitWhileTheDatabaseRefusesAndGoOnWhenItIsSeenToTakeThem() {
        steps.pause = FOR_EVER;
        steps.trouble = new DataAccessResourceFailureException("disk full");
        steps.start(steps::work);
        steps.accept("a");
        steps.threads.runAll();

        steps.trouble = null;
        // That a call could be stored shows that the database is back: the calls need not wait for the pause's end.
        steps.accept("b");
        steps.threads.runAll();

        assertThat(steps.recoveries).isEqualTo(1);
        assertThat(steps.done).hasSize(2);
    }

    /** Whatever else becomes of a call: the database has been asked, and has answered. */
    @ParameterizedTest
    @MethodSource("troublesOfCalls")
    void aCallThatIsStoppedBySomethingElseShowsThatTheDatabaseIsBack(RuntimeException other) {
        steps.endpointIsAway = true;
        steps.trouble = new DataAccessResourceFailureException("disk full");
        steps.start(steps::work);
        steps.accept("a");
        steps.threads.runNext();
        steps.trouble = other;
        while (steps.recoveries == 0) {
            steps.threads.runNext();
        }

        steps.trouble = null;
        steps.accept("b");
        steps.runUntilDone(1);
        assertThat(steps.recoveries).isEqualTo(1);
    }

    static Stream<RuntimeException> troublesOfCalls() {
        return Stream.of(
                new JudgeOutageException("no credit"),
                Spent.budgetOf(LocalQueueSteps.run("a")),
                new IllegalStateException("odd"));
    }

    @Test
    void aPauseThatIsOverAfterTheDatabaseIsBackLetsTheNextOneBeginAnew() {
        steps.trouble = new DataAccessResourceFailureException("disk full");
        steps.start(steps::work);
        steps.accept("a");
        steps.threads.runNext();
        await().until(() -> steps.threads.waiting() == 1);
        steps.trouble = null;
        steps.accept("b");
        steps.threads.runAll();
        assertThat(steps.done).hasSize(2);

        steps.trouble = new DataAccessResourceFailureException("disk full");
        steps.accept("c");
        steps.threads.runNext();
        assertThat(steps.pauses).containsExactly(1, 1);
    }

    @Test
    void aTryWithoutAnyCallLeftKeepsNoWorker() {
        LocalCallQueue queue = steps.queue(1, 5);
        steps.trouble = new DataAccessResourceFailureException("disk full");
        steps.start(steps::work);
        steps.accept("a");
        steps.threads.runNext();
        queue.forget(LocalQueueSteps.run("a"), id -> true);
        steps.trouble = null;
        steps.threads.runNext();
        assertThat(steps.recoveries).isEqualTo(1);

        steps.accept("b");
        steps.threads.runAll();
        assertThat(steps.done).hasSize(1);
    }
}
