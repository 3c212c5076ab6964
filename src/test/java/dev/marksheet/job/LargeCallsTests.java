package dev.marksheet.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LargeCallsTests {

    private static final long HEAP = 256L * 1024 * 1024;
    private static final long LARGE = 10L * 1024 * 1024;

    private final LargeCalls calls = new LargeCalls(HEAP);

    @Test
    void areWorkedOffOneAfterAnotherBesideAnyNumberOfSmallOnes() throws Exception {
        int first = calls.enter(LARGE);
        CountDownLatch waiting = new CountDownLatch(1);
        CompletableFuture<Integer> second = CompletableFuture.supplyAsync(() -> {
            waiting.countDown();
            return enter(LARGE);
        });
        waiting.await();

        for (int i = 0; i < 1000; i++) {
            assertThat(calls.enter(LargeCalls.SMALL)).isZero();
        }
        assertThat(second.isDone()).isFalse();

        calls.leave(first);
        calls.leave(second.join());
        assertThat(calls.enter(LARGE)).isEqualTo(first);
    }

    private int enter(long characters) {
        try {
            return calls.enter(characters);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
