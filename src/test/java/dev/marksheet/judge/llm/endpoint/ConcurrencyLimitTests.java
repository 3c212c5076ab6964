package dev.marksheet.judge.llm.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marksheet.judge.FairShareKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ConcurrencyLimitTests {

    /** So fast that no pace is ever to be waited for. */
    private final AtomicLong clock = new AtomicLong();

    private final ConcurrencyLimit limit = limit(8);

    private ConcurrencyLimit limit(int most) {
        return new ConcurrencyLimit(most, () -> clock.addAndGet(TimeUnit.SECONDS.toNanos(10)));
    }

    @Test
    void countsWhatIsInFlight() throws InterruptedException {
        ConcurrencyLimit.Permit first = limit.acquire();
        limit.acquire();
        first.close();

        assertThat(limit.inFlight()).isEqualTo(1);
    }

    @Test
    void makesTheNextOneWaitUntilAPlaceIsFree() throws InterruptedException {
        ConcurrencyLimit narrow = limit(1);
        ConcurrencyLimit.Permit held = narrow.acquire();
        CompletableFuture<ConcurrencyLimit.Permit> got = new CompletableFuture<>();
        Thread waiting = new Thread(() -> got.complete(acquire(narrow)));
        waiting.start();
        while (waiting.getState() != Thread.State.WAITING && waiting.isAlive()) {
            Thread.onSpinWait();
        }
        boolean early = got.isDone();

        held.close();

        assertThat(early).isFalse();
        assertThat(got).succeedsWithin(Duration.ofSeconds(10));
        assertThat(narrow.inFlight()).isEqualTo(1);
    }

    @Test
    void servesAskersInTurn() throws InterruptedException {
        ConcurrencyLimit narrow = limit(1);
        ConcurrencyLimit.Permit held = narrow.acquire();
        List<String> served = new CopyOnWriteArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (String asker : List.of("busy", "busy", "busy", "idle")) {
            threads.add(waiting(narrow, asker, served));
        }

        held.close();

        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(served).containsExactly("busy", "idle", "busy", "busy");
        assertThat(narrow.inFlight()).isZero();
    }

    @Test
    void servesTheRequestsOfAnAskersEarlierCallsFirst() throws InterruptedException {
        ConcurrencyLimit narrow = limit(1);
        ConcurrencyLimit.Permit held = narrow.acquire();
        List<String> served = new CopyOnWriteArrayList<>();
        List<Thread> threads = List.of(
                waiting(narrow, new FairShareKey("session", 2), "third call", served),
                waiting(narrow, new FairShareKey("session", 0), "first call", served),
                waiting(narrow, new FairShareKey("session", 1), "second call", served),
                waiting(narrow, new FairShareKey("session", 0), "first call's next", served));

        held.close();

        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(served).containsExactly("first call", "first call's next", "second call", "third call");
    }

    @Test
    void passesOverAnAskerThatGaveUp() throws InterruptedException {
        ConcurrencyLimit narrow = limit(1);
        ConcurrencyLimit.Permit held = narrow.acquire();
        List<String> served = new CopyOnWriteArrayList<>();
        Thread first = waiting(narrow, "gives up", served);
        Thread second = waiting(narrow, "waits", served);

        first.interrupt();
        first.join();
        held.close();
        second.join();

        assertThat(served).containsExactly("waits");
        assertThat(narrow.inFlight()).isZero();
    }

    private static Thread waiting(ConcurrencyLimit limit, String name, List<String> served) {
        return waiting(limit, new FairShareKey(name, 0), name, served);
    }

    /** A thread that has begun to wait for a place. */
    private static Thread waiting(ConcurrencyLimit limit, FairShareKey asker, String label, List<String> served) {
        Thread thread = new Thread(() -> asker.run(() -> {
            try (ConcurrencyLimit.Permit permit = limit.acquire()) {
                served.add(label);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        thread.start();
        while (thread.isAlive()
                && thread.getState() != Thread.State.WAITING
                && thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        return thread;
    }

    @Test
    void endsTheWaitWhenInterrupted() throws InterruptedException {
        ConcurrencyLimit narrow = limit(1);
        narrow.acquire();
        Thread.currentThread().interrupt();

        assertThatThrownBy(narrow::acquire).isInstanceOf(InterruptedException.class);
        assertThat(narrow.inFlight()).isEqualTo(1);
    }

    @Test
    void halvesOnAComplaint() {
        complain();

        assertThat(limit.allowed()).isEqualTo(4);
    }

    @Test
    void hearsOnlyTheFirstComplaintOfACrowd() throws InterruptedException {
        List<ConcurrencyLimit.Permit> crowd = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            crowd.add(limit.acquire());
        }

        crowd.forEach(ConcurrencyLimit.Permit::wasTooMuch);

        assertThat(limit.allowed()).isEqualTo(4);
    }

    @Test
    void neverFallsBelowOne() {
        for (int i = 0; i < 10; i++) {
            complain();
        }

        assertThat(limit.allowed()).isEqualTo(1);
    }

    @Test
    void growsByOneAfterAsManySuccessesAsItAllows() {
        complain();

        succeed(3);
        int before = limit.allowed();
        succeed(1);

        assertThat(before).isEqualTo(4);
        assertThat(limit.allowed()).isEqualTo(5);
    }

    @Test
    void growsBackToWhereItBeganAndNoFurther() {
        complain();

        succeed(200);

        assertThat(limit.allowed()).isEqualTo(8);
    }

    @Test
    void startsCountingAnewAfterAComplaintAtFullSize() {
        succeed(100);
        complain();

        succeed(1);

        assertThat(limit.allowed()).isEqualTo(4);
    }

    @Test
    void servesEveryoneWhoWaitsForThePace() throws InterruptedException {
        ConcurrencyLimit paced = new ConcurrencyLimit(4, System::nanoTime);
        try (ConcurrencyLimit.Permit permit = paced.acquire()) {
            for (int i = 0; i < 1000; i++) {
                permit.succeeded();
            }
            permit.wasTooMuch();
        }
        List<String> served = new CopyOnWriteArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            threads.add(waiting(paced, "asker " + i % 7, served));
        }

        for (Thread thread : threads) {
            thread.join(30_000);
        }

        assertThat(served).hasSize(200);
        assertThat(paced.inFlight()).isZero();
    }

    private void complain() {
        try (ConcurrencyLimit.Permit permit = acquire(limit)) {
            permit.wasTooMuch();
        }
    }

    private void succeed(int times) {
        for (int i = 0; i < times; i++) {
            try (ConcurrencyLimit.Permit permit = acquire(limit)) {
                permit.succeeded();
            }
        }
    }

    private static ConcurrencyLimit.Permit acquire(ConcurrencyLimit limit) {
        try {
            return limit.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
