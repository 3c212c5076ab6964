package dev.marksheet.session;

import dev.marksheet.session.evidence.Injection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The background work of one call, as far as it has come.
 *
 * @param sequence its place in the order of acceptance, unique over all sessions
 * @param sampleNumber N of the row {@code session-score-N}; null while there is no row
 * @param result what scoring gave, without evidence in lists; null before the job has ended
 * @param unreadable says that what is stored of the job can't be read, so that its request or result is left out; else null
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
        @Nullable Integer sampleNumber,
        @Nullable CallResult result,
        @Nullable String unreadable) {

    /** Its place in a list of calls by their mean: lower than every mean if it failed, higher while it is open. */
    public double rank() {
        return switch (status) {
            case FAILED -> -9;
            case COMPLETED -> Objects.requireNonNullElse(meanScore(), 9.0);
            case QUEUED, RUNNING, CANCELLED -> 99;
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
                null,
                null,
                null);
    }

    /** The job of a call that ends with this row. */
    public static ScoreJob ended(Row row) {
        return new ScoreJob(
                Long.MAX_VALUE,
                row.job(),
                row.request().session(),
                row.run(),
                row.result().status(),
                row.finishedAt(),
                null,
                row.finishedAt(),
                row.request().summary(),
                row.number(),
                row.result(),
                null);
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
                sampleNumber,
                result == null ? null : result.fingerprintedBy(whole),
                unreadable);
    }

    /** Outcome of every requested metric; empty before the job has ended. */
    public Map<String, Score> scores() {
        return result == null ? Map.of() : result.scores();
    }

    /** What each metric cost; empty before the job has ended. */
    public Map<String, Usage> usage() {
        return result == null ? Map.of() : result.usage();
    }

    /** How long scoring took; null before the job has ended. */
    public @Nullable Long latencyMs() {
        return result == null ? null : Long.valueOf(result.latencyMs());
    }

    /** Mean of those scores whose best is 1 with more being better; null when there are none. */
    public @Nullable Double meanScore() {
        return result == null ? null : result.meanScore();
    }

    /** What went wrong, on a failed job or one with some failed metrics; else null. */
    public @Nullable String error() {
        return unreadable == null && result != null ? result.error() : unreadable;
    }

    /** Who marked it and how; null before the job has ended. */
    public @Nullable JudgeFingerprint fingerprint() {
        return result == null ? null : result.fingerprint();
    }

    /** Orders to the judge that the call's texts hold; empty before the job has ended. */
    public List<Injection> injections() {
        return result == null ? List.of() : result.injections();
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
