package dev.marksheet.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A call that has ended with a result, as the report shows it.
 *
 * @param number N of {@code session-score-N}, from 1; 0 for a failed call, which has no row
 * @param earlier how it had ended before it was scored again; null on a call that never was
 */
public record Row(
        int number,
        JobId job,
        RunId run,
        ScoreRequest request,
        CallResult result,
        Instant finishedAt,
        @Nullable Earlier earlier) {

    /**
     * How a call had ended that is scored again.
     *
     * @param attempt which of its ends that was, from 1
     * @param number the row that it has since then; 0 while it has none
     * @param result counted in the session's figures until the new one is
     */
    public record Earlier(int attempt, int number, CallResult result) {}

    /** A call that has ended for the first time. */
    public Row(int number, JobId job, RunId run, ScoreRequest request, CallResult result, Instant finishedAt) {
        this(number, job, run, request, result, finishedAt, null);
    }

    /** This row under another number. */
    public Row numbered(int newNumber) {
        return new Row(newNumber, job, run, request, result, finishedAt, earlier);
    }

    /** This row with what its fingerprint stands for. */
    public Row fingerprintedBy(@Nullable JudgeFingerprint whole) {
        return new Row(number, job, run, request, result.fingerprintedBy(whole), finishedAt, earlier);
    }

    /** This row with another result. */
    public Row with(CallResult other) {
        return new Row(number, job, run, request, other, finishedAt, earlier);
    }

    /** This row as that of a call which had ended before. */
    public Row after(@Nullable Earlier end) {
        return new Row(number, job, run, request, result, finishedAt, end);
    }

    /** How often the call has ended before. */
    public int attempts() {
        return earlier == null ? 0 : earlier.attempt;
    }

    /** Whether it takes the place of a row that is there. */
    public boolean replaces() {
        return earlier != null && earlier.number > 0;
    }

    /** What the result has cost that was not counted before, in the currency of the configured prices. */
    public double newCost() {
        return result.knownCost() - (earlier == null ? 0 : earlier.result.knownCost());
    }
}
