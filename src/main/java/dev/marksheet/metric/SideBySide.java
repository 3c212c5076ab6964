package dev.marksheet.metric;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Waits for questions that were asked at the same time, without blocking a thread. */
final class SideBySide {

    private SideBySide() {}

    /** All results in order; fails when any of them fails. */
    static <T> CompletableFuture<List<T>> all(List<CompletableFuture<T>> futures) {
        return CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new))
                .thenApply(
                        ended -> futures.stream().map(CompletableFuture::join).toList());
    }
}
