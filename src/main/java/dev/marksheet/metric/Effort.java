package dev.marksheet.metric;

import dev.marksheet.session.Score;
import dev.marksheet.session.Wording;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Bounds the work of metrics that compare every piece of one text with every piece of another, since nothing can stop them
 * on the way: two texts of 200,000 characters would take minutes.
 */
final class Effort {

    /** About three seconds of one core. */
    static final long MOST_STEPS = 400_000_000;

    private Effort() {}

    /** The skipped score of texts that are too long to be compared letter by letter; empty when they are not. */
    static Optional<CompletableFuture<Score>> tooMuch(
            Collection<String> texts, Collection<String> others, Wording words) {
        return tooMuch(length(texts), length(others), "effort.characters", words);
    }

    /** The skipped score of one text of {@code pieces} and another of {@code others}; empty when it can be computed. {@code reason} is a key. */
    static Optional<CompletableFuture<Score>> tooMuch(long pieces, long others, String reason, Wording words) {
        return pieces * others <= MOST_STEPS
                ? Optional.empty()
                : Optional.of(Computed.skipped(words.text(reason, pieces, others, MOST_STEPS)));
    }

    private static long length(Collection<String> texts) {
        return texts.stream().mapToLong(String::length).sum();
    }
}
