package dev.marksheet.session;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The background work of one call, as far as it has come.
 *
 * @param sequence its place in the order of acceptance, unique over all sessions
 * @param scores outcome of every requested metric once the job has ended, without evidence; empty before
 * @param usage what each metric cost; empty before the job has ended
 * @param latencyMs how long scoring took; null before the job has ended
 * @param meanScore mean of those scores whose best is 1 with more being better; null when there are none
 * @param sampleNumber N of the row {@code session-score-N}; null while there is no row
 * @param error what went wrong, on a failed job or one with some failed metrics; else null
 * @param fingerprint who marked it and how; null before the job has ended
 * @param injections orders to the judge that the call's texts hold; empty before the job has ended
 */
public record ScoreJob(
        long sequence,
        JobId id,
        SessionId session,
        RunId run,
        JobStatus status,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        RequestSummary request,
        Map<String, Score> scores,
        Map<String, Usage> usage,
        @Nullable Long latencyMs,
        @Nullable Double meanScore,
        @Nullable Integer sampleNumber,
        @Nullable String error,
        @Nullable JudgeFingerprint fingerprint,
        List<Injection> injections) {

    public ScoreJob {
        scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
        usage = Collections.unmodifiableMap(new LinkedHashMap<>(usage));
        injections = List.copyOf(injections);
    }

    /** Its place in the order of {@link CallQuery#MEAN}: lower than every mean if it failed, higher while it is open. */
    public double rank() {
        return switch (status) {
            case FAILED -> -9;
            case COMPLETED -> meanScore == null ? 9 : meanScore;
            case QUEUED, RUNNING -> 99;
        };
    }

    /** The job of a call that has just been accepted. */
    public static ScoreJob queued(long sequence, JobId id, ScoreRequest request, Instant now) {
        return new ScoreJob(
                sequence,
                id,
                request.session(),
                RunId.of(request.session()),
                JobStatus.QUEUED,
                // As precise as it is stored, so that it reads the same for good.
                now.truncatedTo(ChronoUnit.MILLIS),
                null,
                null,
                request.summary(),
                Map.of(),
                Map.of(),
                null,
                null,
                null,
                null,
                null,
                List.of());
    }

    /** The same job with what its fingerprint stands for. */
    public ScoreJob fingerprintedBy(@Nullable JudgeFingerprint whole) {
        return new ScoreJob(
                sequence,
                id,
                session,
                run,
                status,
                createdAt,
                startedAt,
                finishedAt,
                request,
                scores,
                usage,
                latencyMs,
                meanScore,
                sampleNumber,
                error,
                whole,
                injections);
    }

    /** The name of the job's row, or null while there is none. */
    public @Nullable String sampleId() {
        return sampleNumber == null ? null : sampleId(sampleNumber);
    }

    /** The name of the row with this number, from 1. */
    public static String sampleId(int number) {
        return "session-score-" + number;
    }
}
