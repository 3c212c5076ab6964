package dev.marksheet.job.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marksheet.job.JobQueueFullException;
import dev.marksheet.session.JobId;
import dev.marksheet.session.RunId;
import dev.marksheet.store.JobStore;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class QueueRoomTests {

    private static final RunId SPENT = LocalQueueSteps.run("spent");
    private static final RunId OTHER = LocalQueueSteps.run("other");

    private final FairQueue<RunId, Waiting> queue = new FairQueue<>();
    private final Set<RunId> spent = new HashSet<>(Set.of(SPENT));
    private final HeldLanes held = new HeldLanes(queue, spent::contains, 2);

    @Test
    void manyProcessesHaveRoomForOneLessThanTheCapacity() {
        assertThatCode(new QueueRoom(10, () -> 9)::require).doesNotThrowAnyException();
        assertThatThrownBy(new QueueRoom(10, () -> 10)::require)
                .isInstanceOf(JobQueueFullException.class)
                .hasMessageContaining("10");
        assertThatThrownBy(new QueueRoom(10, () -> 11)::require).isInstanceOf(JobQueueFullException.class);
    }

    @Test
    void aLongQueueIsNotCountedForEveryCall() {
        AtomicInteger counted = new AtomicInteger();
        QueueRoom room = new QueueRoom(10, counted::incrementAndGet);
        for (int i = 0; i < 1000; i++) {
            room.require();
        }

        assertThat(counted.get()).isBetween(1, 9);
    }

    @Test
    void setsAsideAllCallsOfASpentSessionInTheirOrder() {
        queue.add(SPENT, waiting(2));
        queue.add(OTHER, waiting(3));
        held.hold(waiting(1));

        assertThat(queue.heldSize()).isEqualTo(2);
        assertThat(queue.poll()).isEqualTo(waiting(3));
        assertThat(queue.poll()).isNull();

        spent.clear();
        held.look(SPENT);
        assertThat(queue.poll()).isEqualTo(waiting(1));
        assertThat(queue.poll()).isEqualTo(waiting(2));
    }

    /** The budget may be raised while the call comes back from its worker. */
    @Test
    void letsCallsGoAtOnceWhoseBudgetWasRaisedMeanwhile() {
        spent.clear();
        held.hold(waiting(1));

        assertThat(queue.isHeld(SPENT)).isFalse();
        assertThat(queue.poll()).isEqualTo(waiting(1));
    }

    @Test
    void looksOnlyAtSessionsThatAreSetAside() {
        queue.add(SPENT, waiting(1));
        held.look(SPENT);

        assertThat(queue.isHeld(SPENT)).isFalse();
        assertThat(queue.size()).isEqualTo(1);
    }

    @Test
    void callsThatAreSetAsideKeepOnlyTheirOwnSessionOut() {
        held.hold(waiting(1));
        assertThatCode(() -> held.requireRoom(SPENT, 0)).doesNotThrowAnyException();
        queue.add(SPENT, waiting(2));

        assertThatThrownBy(() -> held.requireRoom(SPENT, 0)).isInstanceOf(JobQueueFullException.class);
        assertThatCode(() -> held.requireRoom(OTHER, 0)).doesNotThrowAnyException();
        assertThatCode(() -> held.requireRoom(null, 1)).doesNotThrowAnyException();
        assertThatThrownBy(() -> held.requireRoom(OTHER, 2)).isInstanceOf(JobQueueFullException.class);
        assertThatThrownBy(() -> held.requireRoom(null, 2)).isInstanceOf(JobQueueFullException.class);
    }

    private static Waiting waiting(int number) {
        RunId run = number == 3 ? OTHER : SPENT;
        return new Waiting(new JobStore.Open(new JobId("%012x".formatted(number)), run, false), 0);
    }
}
