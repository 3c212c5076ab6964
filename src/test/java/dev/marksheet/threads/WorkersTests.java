package dev.marksheet.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkersTests {

    private final List<ExecutorService> made = new ArrayList<>();

    private <T extends ExecutorService> T kept(T threads) {
        made.add(threads);
        return threads;
    }

    @AfterEach
    void stop() {
        made.forEach(ExecutorService::shutdownNow);
    }

    @Test
    void namesPlatformThreadsThatDoNotKeepTheProcessAlive() throws Exception {
        Thread thread = threadOf(kept(Workers.computing("count", 1)));

        assertThat(thread.getName()).isEqualTo("count-1");
        assertThat(thread.isDaemon()).isTrue();
    }

    @Test
    void namesTheThreadOfATimer() throws Exception {
        ScheduledExecutorService timer = kept(Workers.timer("clock"));

        assertThat(threadOf(timer).getName()).isEqualTo("clock-1");
        assertThat(timer.schedule(() -> "due", 1, TimeUnit.MILLISECONDS).get(10, TimeUnit.SECONDS))
                .isEqualTo("due");
    }

    @Test
    void computesWithSoManyThreadsAndHasTheRestWait() throws Exception {
        CountDownLatch open = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(2);
        ExecutorService two = kept(Workers.computing("count", 2));
        List<Future<Thread>> results = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            results.add(two.submit(() -> {
                begun.countDown();
                open.await();
                return Thread.currentThread();
            }));
        }
        assertThat(begun.await(10, TimeUnit.SECONDS)).as("two at a time").isTrue();
        open.countDown();

        Thread first = results.get(0).get(10, TimeUnit.SECONDS);
        Thread second = results.get(1).get(10, TimeUnit.SECONDS);
        assertThat(first).isNotSameAs(second);
        assertThat(results.get(2).get(10, TimeUnit.SECONDS)).isIn(first, second);
    }

    @Test
    void isVirtualWhereWaitingHoldsNoCarrier() throws Exception {
        assertThat(Workers.areVirtual()).isEqualTo(Runtime.version().feature() >= 24);
        assumeTrue(Workers.areVirtual());

        for (ExecutorService threads : List.of(kept(Workers.waiting("wait", 1)), kept(Workers.oneEach("wait", 1)))) {
            Thread one = threadOf(threads);
            assertThat(one.getName()).startsWith("wait-");
            assertThat(isVirtual(one)).isTrue();
            assertThat(threadOf(threads)).as("each ends with its work").isNotSameAs(one);
        }
    }

    @Test
    void refusesWhatIsBeyondTheLimitWhereThreadsAreDear() {
        assumeFalse(Workers.areVirtual());
        CountDownLatch open = new CountDownLatch(1);
        ExecutorService one = kept(Workers.oneEach("wait", 1));
        one.submit(() -> open.await(10, TimeUnit.SECONDS));

        assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> one.submit(() -> "too much"));
        open.countDown();
    }

    @Test
    void doesWorkAfterAPause() throws Exception {
        HandThreads threads = new HandThreads();
        List<String> done = new ArrayList<>();

        Delay.on(threads).run(Duration.ofMillis(1), () -> done.add("work"));
        threads.runNext();

        assertThat(done).containsExactly("work");
    }

    /** Java 17 does not know of it. */
    private static boolean isVirtual(Thread thread) throws ReflectiveOperationException {
        return (boolean) Thread.class.getMethod("isVirtual").invoke(thread);
    }

    private static Thread threadOf(ExecutorService threads) throws Exception {
        return threads.submit(Thread::currentThread).get(10, TimeUnit.SECONDS);
    }
}
