package dev.marksheet.judge;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What one metric of one call asks its questions of. Equal questions of a call are asked once, whoever asks, and no text
 * is embedded twice; independent questions run side by side. Safe for use by many threads at once.
 */
public interface Panel {

    /** The reply to a task; the future fails with a {@link JudgeException}. */
    <R> CompletableFuture<R> ask(JudgeTask<R> task);

    /** The vectors of the texts, same order; the future fails with a {@link JudgeException}. */
    CompletableFuture<List<double[]>> embed(List<String> texts);
}
