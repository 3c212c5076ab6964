package dev.marksheet.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A call that has ended with a result, as the report shows it.
 *
 * @param number N of {@code session-score-N}, from 1; 0 for a failed call, which has no row
 */
public record Row(int number, JobId job, RunId run, ScoreRequest request, CallResult result, Instant finishedAt) {

    /** This row under another number. */
    public Row numbered(int newNumber) {
        return new Row(newNumber, job, run, request, result, finishedAt);
    }

    /** This row with what its fingerprint stands for. */
    public Row fingerprintedBy(@Nullable JudgeFingerprint whole) {
        return new Row(number, job, run, request, result.fingerprintedBy(whole), finishedAt);
    }
}
