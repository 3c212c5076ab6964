package dev.marksheet.job.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marksheet.job.CallQueue;
import dev.marksheet.job.JobQueueFullException;
import dev.marksheet.job.NoRoomException;
import dev.marksheet.session.JobId;
import dev.marksheet.store.Database;
import dev.marksheet.store.JobStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

/** The queue of one process, step by step: no thread runs but the test's. */
class LocalQueueStepTests {

    private final LocalQueueSteps steps = new LocalQueueSteps();
    private final LocalCallQueue queue = steps.queue(2, 5);

    @Test
    void handsNothingOutBeforeTheStartNorAfterTheStop() {
        steps.accept("a");
        assertThat(steps.threads.waiting()).isZero();
        assertThat(queue.waiting()).isEqualTo(1);

        steps.start();
        steps.accept("a");
        steps.threads.runAll();
        assertThat(steps.done).hasSize(2);

        queue.stop();
        steps.accept("a");
        assertThat(steps.threads.waiting()).isZero();
        assertThat(steps.threads.isShutdown()).isTrue();
    }

    @Test
    void worksOnNoMoreCallsAtATimeThanThereAreWorkers() {
        steps.start();
        for (int i = 0; i < 5; i++) {
            steps.accept("a");
        }

        assertThat(steps.threads.waiting()).isEqualTo(2);
        assertThat(queue.waiting()).isEqualTo(3);

        steps.threads.runNext();
        assertThat(steps.threads.waiting()).isEqualTo(2);
        assertThat(queue.waiting()).isEqualTo(2);

        steps.threads.runAll();
        assertThat(steps.done).hasSize(5);
        assertThat(queue.waiting()).isZero();
    }

    @Test
    void givesSessionsTheirTurns() {
        steps.queue(1, 5);
        steps.start();
        steps.accept("a");
        steps.accept("a");
        steps.accept("a");
        steps.accept("b");
        steps.accept("c");
        steps.threads.runAll();

        // The first is at work before others come.
        assertThat(steps.done)
                .extracting(call -> call.run().value())
                .containsExactly("session-a", "session-a", "session-b", "session-c", "session-a");
    }

    @Test
    void refusesCallsBeyondItsCapacityAndStoresNothingOfThem() {
        for (int i = 0; i < 5; i++) {
            steps.accept("a");
        }

        assertThatThrownBy(() -> steps.accept("b")).isInstanceOf(JobQueueFullException.class);
        assertThatThrownBy(() -> queue.acceptAll(List.of(Database.request("b")), () -> {}))
                .isInstanceOf(JobQueueFullException.class);
        assertThatThrownBy(() -> queue.retry(LocalQueueSteps.run("b"), 0, null, 10))
                .isInstanceOf(JobQueueFullException.class);
        assertThat(steps.afterwards).isZero();
        queue.forget(LocalQueueSteps.run("a"), id -> true);
        steps.start();
        steps.accept("b");
        assertThat(steps.threads.waiting()).isEqualTo(1);
    }

    @Test
    void aCallThatIsNotStoredIsNotHandedOut() {
        steps.start();
        steps.jobs.refuseWith(new DataAccessResourceFailureException("disk full"));

        assertThatThrownBy(() -> steps.accept("a")).hasMessageContaining("disk full");
        assertThat(queue.waiting()).isZero();
        assertThat(steps.threads.waiting()).isZero();
    }

    @Test
    void handsOutWhatCameTogetherAndWhatIsTriedAgain() {
        steps.start();
        queue.acceptAll(List.of(Database.request("a"), Database.request("b")), () -> steps.afterwards++);
        steps.threads.runAll();
        JobStore.Open failed = steps.jobs.failed(Database.request("a"));
        JobStore.Retried taken = queue.retry(LocalQueueSteps.run("a"), 0, null, 10);
        steps.threads.runAll();

        assertThat(steps.afterwards).isEqualTo(1);
        assertThat(taken.jobs()).containsExactly(failed);
        assertThat(steps.done).hasSize(3).last().isEqualTo(failed);
    }

    @Test
    void letsGoOfCallsThatWillNeverRun() {
        JobId first = steps.accept("a");
        JobId second = steps.accept("a");
        JobId other = steps.accept("b");
        queue.forget(LocalQueueSteps.run("a"), first::equals);
        queue.forget(LocalQueueSteps.run("a"), other::equals);
        steps.start();
        JobId last = steps.accept("b");
        steps.threads.runAll();

        assertThat(steps.done).extracting(JobStore.Open::id).containsExactly(second, other, last);
    }

    @Test
    void aCallThatWaitsForRoomKeepsNoWorkerCountsAndGoesFirst() {
        List<Runnable> line = new ArrayList<>();
        CallQueue.Work work = call -> {
            if (line.isEmpty()) {
                throw new NoRoomException(line::add);
            }
            steps.done.add(call);
        };
        steps.start(work);
        JobId large = steps.accept("large");
        steps.threads.runAll();
        assertThat(queue.waiting()).isEqualTo(1);

        for (int i = 0; i < 4; i++) {
            steps.accept("small");
        }
        assertThat(queue.waiting()).isEqualTo(3);
        line.get(0).run();
        steps.threads.runAll();

        assertThat(steps.done.get(2).id()).isEqualTo(large);
        assertThat(queue.waiting()).isZero();
        assertThat(steps.pauses).isEmpty();
    }

    @Test
    void aCallThatGotItsRoomNeedsNobodyElseToComeToItsTurn() {
        List<Runnable> line = new ArrayList<>();
        steps.start(call -> {
            if (line.isEmpty()) {
                throw new NoRoomException(line::add);
            }
            steps.done.add(call);
        });
        steps.accept("large");
        steps.threads.runAll();
        line.get(0).run();
        steps.threads.runAll();

        assertThat(steps.done).hasSize(1);
    }

    /** Its slot is free again, and the next start finds it in the database. */
    @Test
    void handsAnInterruptedCallBackAndLeavesTheFlagUp() {
        steps.start(call -> {
            throw new InterruptedException("stopped");
        });
        JobId job = steps.accept("a");
        steps.threads.runAll();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(steps.jobs.requeued()).containsExactly(job);
        assertThat(queue.waiting()).isZero();
        assertThat(steps.threads.waiting()).isZero();
    }

    @Test
    void aCallThatCannotBeHandedBackStaysAsItIs() {
        steps.start(call -> {
            steps.jobs.refuseWith(new DataAccessResourceFailureException("disk full"));
            throw new InterruptedException("stopped");
        });
        steps.accept("a");
        steps.threads.runAll();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(steps.jobs.requeued()).isEmpty();
        assertThat(steps.pauses).isEmpty();
    }
}
