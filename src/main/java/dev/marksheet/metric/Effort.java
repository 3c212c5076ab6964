package dev.marksheet.metric;

import dev.marksheet.session.Score;
import dev.marksheet.session.text.Wording;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

/**
 * Bounds the work and the memory of metrics that are computed here: two texts of 200,000 characters, compared letter by
 * letter, would take minutes, and the runs of letters of ten million would not fit into memory.
 */
final class Effort {

    /** About three seconds of one core. */
    static final long MOST_STEPS = 400_000_000;

    /** Some 20 MB while they are compared. */
    static final long MOST_CHARACTERS = 500_000;

    private Effort() {}

    /** Ends the work of a thread that was interrupted. */
    static void goOn() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("interrupted");
        }
    }

    /** The skipped score of texts that are too long for this process; empty when they are not. */
    static Optional<CompletableFuture<Score>> tooLong(Wording words, String... texts) {
        return tooLong(length(List.of(texts)), words);
    }

    private static Optional<CompletableFuture<Score>> tooLong(long characters, Wording words) {
        return characters <= MOST_CHARACTERS
                ? Optional.empty()
                : Optional.of(Computed.skipped(words.text("effort.length", characters, MOST_CHARACTERS)));
    }

    /** The skipped score of texts that are too long to be compared letter by letter; empty when they are not. */
    static Optional<CompletableFuture<Score>> tooMuch(
            Collection<String> texts, Collection<String> others, Wording words) {
        return tooLong(length(texts) + length(others), words)
                .or(() -> tooMuch(length(texts), length(others), "effort.characters", words));
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
