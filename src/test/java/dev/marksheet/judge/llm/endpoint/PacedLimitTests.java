package dev.marksheet.judge.llm.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The pace that requests keep after a complaint; the clock stands until the test moves it. */
@Timeout(20)
class PacedLimitTests {

    /** 800 a second is what is left of the thousand that were served in the last one. */
    private static final long GAP = TimeUnit.SECONDS.toNanos(1) / 800;

    private final AtomicLong clock = new AtomicLong(TimeUnit.HOURS.toNanos(1));
    private final ConcurrencyLimit limit = new ConcurrencyLimit(8, clock::get);
    private final List<String> served = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    @AfterEach
    void stop() {
        threads.forEach(Thread::interrupt);
    }

    private void complain() throws InterruptedException {
        try (ConcurrencyLimit.Permit permit = limit.acquire()) {
            for (int i = 0; i < 1000; i++) {
                permit.succeeded();
            }
            permit.wasTooMuch();
        }
    }

    private Thread waiting(String name) {
        Thread thread = new Thread(() -> {
            try {
                limit.acquire();
                served.add(name);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        threads.add(thread);
        thread.start();
        while (thread.isAlive()
                && thread.getState() != Thread.State.TIMED_WAITING
                && thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        return thread;
    }

    @Test
    void theNextRequestWaitsForItsTimeThoughThereIsRoom() throws InterruptedException {
        complain();

        Thread next = waiting("next");

        assertThat(next.isAlive()).isTrue();
        assertThat(limit.inFlight()).isZero();
        clock.addAndGet(GAP);
        next.join();
        assertThat(served).containsExactly("next");
        assertThat(limit.inFlight()).isEqualTo(1);
    }

    @Test
    void oneThatComesLateGoesAtOnceAndTheOneAfterItWaits() throws InterruptedException {
        complain();
        clock.addAndGet(TimeUnit.MINUTES.toNanos(1));
        limit.acquire();

        Thread next = waiting("next");

        assertThat(next.isAlive()).isTrue();
        clock.addAndGet(GAP - 1);
        assertThat(served).isEmpty();
        clock.addAndGet(1);
        next.join();
        assertThat(served).containsExactly("next");
    }

    @Test
    void eachWaitsForATimeOfItsOwn() throws InterruptedException {
        complain();
        Thread first = waiting("first");
        Thread second = waiting("second");

        clock.addAndGet(GAP);
        while (served.isEmpty()) {
            Thread.onSpinWait();
        }
        assertThat(served).hasSize(1);
        assertThat(first.isAlive() && second.isAlive()).isFalse();
        clock.addAndGet(GAP);
        first.join();
        second.join();
        assertThat(served).containsExactlyInAnyOrder("first", "second");
    }

    @Test
    void whoGivesUpWhileItWatchesTheTimeLeavesThatToTheNext() throws InterruptedException {
        complain();
        Thread first = waiting("first");
        Thread second = waiting("second");

        first.interrupt();
        first.join();
        clock.addAndGet(GAP);
        second.join();

        assertThat(served).containsExactly("second");
        assertThat(limit.inFlight()).isEqualTo(1);
    }
}
