package dev.marksheet.judge;

import dev.marksheet.session.Usage;

/** What one question has cost so far. Used by one thread. */
final class Tally {

    private long requests;
    private long inputTokens;
    private long outputTokens;

    void request() {
        requests++;
    }

    void tokens(long input, long output) {
        inputTokens += input;
        outputTokens += output;
    }

    /** All requests but {@code needed} were repetitions. */
    Usage usage(long needed) {
        return new Usage(requests, Math.max(0, requests - needed), 0, inputTokens, outputTokens);
    }

    Usage usage() {
        return usage(1);
    }

    JudgeException failure(String message, boolean retryable) {
        return new JudgeException(message, retryable, usage(), null);
    }
}
