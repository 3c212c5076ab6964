package dev.marksheet.judge;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What one metric of one call asks its questions of. Equal questions of a call are asked once, whoever asks, and no text
 * is embedded twice; independent questions run side by side. Safe for use by many threads at once.
 */
public interface CallJudge {

    /** The reply to a task; the future fails with a {@link JudgeException}. */
    <R> CompletableFuture<R> ask(JudgeTask<R> task);

    /** The vectors of the texts, same order; the future fails with a {@link JudgeException}. */
    CompletableFuture<List<double[]>> embed(List<String> texts);

    /** How the embedder's cosines of a question and a probe read as relevance; null for the plain cosine. */
    default Reply.@Nullable Scale scale(Reply.ProbeKind kind) {
        return null;
    }
}
