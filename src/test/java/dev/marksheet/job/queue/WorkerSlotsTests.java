package dev.marksheet.job.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marksheet.session.JobId;
import dev.marksheet.threads.HandThreads;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WorkerSlotsTests {

    private static final JobId JOB = new JobId("0123456789ab");

    private final HandThreads hand = new HandThreads();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void hasAsManySlotsAsWorkers() {
        WorkerSlots slots = new WorkerSlots(2, hand);

        assertThat(slots.take()).isTrue();
        assertThat(slots.take()).isTrue();
        assertThat(slots.take()).isFalse();
        slots.giveBack();
        assertThat(slots.take()).isTrue();
        assertThat(slots.take()).isFalse();
    }

    @Test
    void givesTheSlotBackBeforeWhatComesAfterwards() {
        WorkerSlots slots = new WorkerSlots(1, hand);
        AtomicBoolean freeAfterwards = new AtomicBoolean();
        slots.take();
        slots.execute(JOB, () -> assertThat(slots.take()).isFalse(), () -> freeAfterwards.set(slots.take()));
        hand.runAll();

        assertThat(freeAfterwards).isTrue();
    }

    @Test
    void givesTheSlotBackWhateverTheWorkThrows() {
        WorkerSlots slots = new WorkerSlots(1, hand);
        AtomicInteger afterwards = new AtomicInteger();
        slots.take();
        slots.execute(
                JOB,
                () -> {
                    throw new StackOverflowError();
                },
                afterwards::incrementAndGet);
        hand.runAll();

        assertThat(afterwards).hasValue(1);
        assertThat(slots.take()).isTrue();
    }

    @Test
    void givesTheSlotBackWhereThereIsNoThread() {
        WorkerSlots slots = new WorkerSlots(1, hand);
        for (Throwable refusal :
                new Throwable[] {new InternalError("no thread"), new RejectedExecutionException("full")}) {
            hand.refuseWith(refusal);
            assertThat(slots.take()).isTrue();
            assertThatThrownBy(() -> slots.execute(JOB, () -> {}, () -> {})).isSameAs(refusal);
        }
        assertThat(slots.take()).isTrue();
    }

    @Test
    void aStopWaitsForWorkThatEndsInTime() throws InterruptedException {
        WorkerSlots slots = new WorkerSlots(1, threads);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        slots.take();
        slots.execute(JOB, () -> interrupted.set(!await(begun, go)), () -> {});
        begun.await();
        Thread stop = new Thread(() -> slots.stop(Duration.ofMinutes(1)));
        stop.start();
        go.countDown();
        stop.join();

        assertThat(interrupted).isFalse();
    }

    @Test
    void aStopInterruptsWorkAfterTheGraceAndWaitsForItsWayOut() throws InterruptedException {
        WorkerSlots slots = new WorkerSlots(1, threads);
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean stored = new AtomicBoolean();
        slots.take();
        slots.execute(JOB, () -> stored.set(!await(begun, new CountDownLatch(1))), () -> {});
        begun.await();

        slots.stop(Duration.ZERO);

        assertThat(stored).isTrue();
    }

    @Test
    void aStopThatIsInterruptedLeavesTheFlagUpAndTheWorkAlone() throws InterruptedException {
        WorkerSlots slots = new WorkerSlots(1, threads);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        slots.take();
        slots.execute(JOB, () -> interrupted.set(!await(begun, go)), ended::countDown);
        begun.await();

        Thread.currentThread().interrupt();
        slots.stop(Duration.ofMinutes(1));

        assertThat(Thread.interrupted()).isTrue();
        go.countDown();
        ended.await();
        assertThat(interrupted).isFalse();
    }

    /** Whether it was waited for without an interruption. */
    private static boolean await(CountDownLatch begun, CountDownLatch go) {
        begun.countDown();
        try {
            go.await();
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }
}
