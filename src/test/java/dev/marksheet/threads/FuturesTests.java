package dev.marksheet.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class FuturesTests {

    @Test
    void hasTheResult() {
        assertThat(Futures.join(CompletableFuture.completedFuture("42"))).isEqualTo("42");
    }

    @Test
    void throwsAFaultAsItWas() {
        RuntimeException fault = new IllegalStateException("in a test");
        Error error = new OutOfMemoryError("in a test");

        assertThat(faultOf(failed(fault))).isSameAs(fault);
        assertThat(faultOf(failed(error))).isSameAs(error);
        assertThat(faultOf(failed(fault).thenApply(found -> found)))
                .as("of a later step")
                .isSameAs(fault);
    }

    @Test
    void wrapsWhatCanNotBeThrownFromHere() {
        IOException fault = new IOException("in a test");

        assertThat(faultOf(failed(fault)))
                .isInstanceOf(CompletionException.class)
                .hasCause(fault);
    }

    @Test
    void tellsOfACancelledOne() {
        CompletableFuture<String> future = new CompletableFuture<>();
        future.cancel(false);

        assertThat(faultOf(future)).isInstanceOf(CancellationException.class);
    }

    private static CompletableFuture<String> failed(Throwable fault) {
        return CompletableFuture.failedFuture(fault);
    }

    private static Throwable faultOf(CompletableFuture<String> future) {
        return catchThrowable(() -> Futures.join(future));
    }
}
