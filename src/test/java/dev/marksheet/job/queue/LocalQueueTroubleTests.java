package dev.marksheet.job.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.job.JudgeOutageException;
import dev.marksheet.session.JobId;
import dev.marksheet.store.FakeOpenJobs;
import dev.marksheet.store.JobStore;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessResourceFailureException;

/** What the queue of one process does with calls that could not be ended. */
class LocalQueueTroubleTests {

    private static final Duration FOR_EVER = Duration.ofDays(1);

    private final LocalQueueSteps steps = new LocalQueueSteps();
    private final LocalCallQueue queue = steps.queue(2, 5);

    @Test
    void triesAFailedCallAgainAsOneThatMayHaveBeenScored() {
        steps.start(call -> {
            if (steps.pauses.size() < 2) {
                fail(steps.pauses.isEmpty());
            }
            steps.done.add(call);
        });
        JobId job = steps.accept("a");
        steps.runUntilDone(1);

        assertThat(steps.pauses).containsExactly(1, 2);
        assertThat(steps.done).containsExactly(new JobStore.Open(job, LocalQueueSteps.run("a"), true));
        assertThat(queue.waiting()).isZero();
    }

    private static void fail(boolean exception) {
        if (exception) {
            throw new IllegalStateException("odd");
        }
        throw new StackOverflowError();
    }

    @Test
    void aCallThatWaitsForItsNextTryKeepsNoWorkerAndCounts() {
        steps.pause = FOR_EVER;
        steps.trouble = new IllegalStateException("odd");
        steps.start(steps::work);
        steps.accept("a");
        steps.threads.runAll();
        assertThat(queue.waiting()).isEqualTo(1);

        steps.trouble = null;
        steps.accept("a");
        steps.accept("b");
        steps.threads.runAll();
        assertThat(steps.done).hasSize(2);
        assertThat(queue.waiting()).isEqualTo(1);
    }

    @Test
    void callsWaitForTheEndpointAsQueuedOnesAndGoOnInTheirOrder() {
        steps.endpointIsAway = true;
        steps.trouble = new JudgeOutageException("no credit");
        steps.start(steps::work);
        JobId first = steps.accept("a");
        JobId second = steps.accept("a");
        steps.threads.runAll();
        assertThat(steps.jobs.requeued()).containsExactly(first, second);
        assertThat(queue.waiting()).isEqualTo(2);

        steps.trouble = null;
        queue.endpointIsBack();
        steps.threads.runAll();

        assertThat(steps.done).extracting(JobStore.Open::id).containsExactly(first, second);
        assertThat(steps.pauses).isEmpty();
        assertThat(queue.waiting()).isZero();
    }

    /** The endpoint may have come back between the answer and the parking: nobody would wake the call then. */
    @Test
    void wakesACallAtOnceWhoseEndpointIsBackAlready() {
        steps.start(call -> {
            if (steps.jobs.requeued().isEmpty()) {
                throw new JudgeOutageException("no credit");
            }
            steps.done.add(call);
        });
        steps.accept("a");
        steps.threads.runAll();

        assertThat(steps.done).hasSize(1);
    }

    @Test
    void aCallThatCannotBeParkedIsTriedAgain() {
        steps.endpointIsAway = true;
        steps.trouble = new JudgeOutageException("no credit");
        steps.start(steps::work);
        steps.accept("a");
        steps.jobs.refuseWith(new DataAccessResourceFailureException("disk full"));
        steps.pause = FOR_EVER;
        steps.threads.runAll();

        assertThat(steps.pauses).containsExactly(1);
        assertThat(queue.waiting()).isEqualTo(1);
        queue.endpointIsBack();
        assertThat(steps.done).isEmpty();
    }

    @Test
    void forgetsParkedCallsOfTheSessionAlone() {
        steps.endpointIsAway = true;
        steps.trouble = new JudgeOutageException("no credit");
        steps.start(steps::work);
        JobId gone = steps.accept("a");
        JobId kept = steps.accept("a");
        JobId other = steps.accept("b");
        steps.threads.runAll();
        queue.forget(LocalQueueSteps.run("a"), gone::equals);
        queue.forget(LocalQueueSteps.run("a"), other::equals);
        steps.trouble = null;
        queue.endpointIsBack();
        steps.threads.runAll();

        assertThat(steps.done).extracting(JobStore.Open::id).containsExactly(kept, other);
    }

    @Test
    void callsOfASpentSessionStandAsideAndKeepNobodyOut() {
        LocalCallQueue queue = steps.queue(1, 5);
        steps.spent.add(LocalQueueSteps.run("a"));
        steps.start(steps::workWithinBudget);
        JobId first = steps.accept("a");
        JobId second = steps.accept("a");
        steps.accept("b");
        steps.threads.runAll();
        assertThat(steps.done).hasSize(1);
        assertThat(queue.waiting()).isZero();

        queue.budgetChanges(LocalQueueSteps.run("a"));
        steps.threads.runAll();
        assertThat(steps.done).hasSize(1);

        steps.spent.clear();
        queue.budgetChanged(LocalQueueSteps.run("a"));
        steps.threads.runAll();
        assertThat(steps.done.subList(1, 3)).extracting(JobStore.Open::id).containsExactly(first, second);
    }

    /** As when a machine has no memory for one more thread. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aThreadThatIsNotToBeHadCostsNoCallAndNoWorker(boolean error) {
        steps.queue(1, 5);
        queueWithOneWorkerLosesItsThread(
                error ? new InternalError("no thread") : new IllegalStateException("no thread"));
    }

    private void queueWithOneWorkerLosesItsThread(Throwable refusal) {
        steps.start();
        steps.threads.refuseWith(refusal);
        JobId job = steps.accept("a");
        assertThat(steps.pauses).containsExactly(1);

        steps.threads.refuseWith(null);
        JobId next = steps.accept("a");
        steps.runUntilDone(2);

        assertThat(steps.done).extracting(JobStore.Open::id).containsExactly(job, next);
    }

    /** As another process, or the settings of a file, may have raised it. */
    @Test
    void aNewCallOfASpentSessionLooksWhetherItStillIs() {
        LocalCallQueue queue = steps.queue(1, 5);
        steps.spent.add(LocalQueueSteps.run("a"));
        steps.start(steps::workWithinBudget);
        JobId first = steps.accept("a");
        steps.threads.runAll();
        steps.spent.clear();
        JobId second = steps.accept("a");
        steps.threads.runAll();

        assertThat(steps.done).extracting(JobStore.Open::id).containsExactly(first, second);
        assertThat(queue.waiting()).isZero();
    }

    @Test
    void takesUpNothingMoreOnceItIsStopped() {
        LocalCallQueue stopped = steps.queue(2, 5, new FakeOpenJobs(7));
        stopped.start(steps::work);
        stopped.stop();
        steps.threads.runAll();

        assertThat(steps.done).isEmpty();
        assertThat(stopped.waiting()).isEqualTo(1);
    }

    @Test
    void takesUpWhatACrashHasLeft() {
        LocalCallQueue after = steps.queue(2, 5, new FakeOpenJobs(7));
        steps.start();

        assertThat(steps.done)
                .containsExactly(
                        FakeOpenJobs.call(1),
                        FakeOpenJobs.call(2),
                        FakeOpenJobs.call(3),
                        FakeOpenJobs.call(4),
                        FakeOpenJobs.call(5),
                        FakeOpenJobs.call(6),
                        FakeOpenJobs.call(7));
        assertThat(after.waiting()).isZero();
    }
}
