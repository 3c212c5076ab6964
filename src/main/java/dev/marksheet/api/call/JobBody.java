package dev.marksheet.api.call;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.marksheet.api.wire.ResultBody;
import dev.marksheet.api.wire.UsageBody;
import dev.marksheet.session.CallResult;
import dev.marksheet.session.CallTags;
import dev.marksheet.session.JobId;
import dev.marksheet.session.JudgeFingerprint;
import dev.marksheet.session.RequestSummary;
import dev.marksheet.session.Score;
import dev.marksheet.session.ScoreJob;
import dev.marksheet.session.evidence.Injection;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A job over the wire. */
public record JobBody(
        @JsonUnwrapped Life life,
        @JsonUnwrapped Tags tags,
        Request requestSummary,
        @JsonUnwrapped Marks marks,
        @JsonUnwrapped Effort effort,
        @JsonUnwrapped JudgedBy judgedBy,
        List<Injection> injections,
        @Nullable String sampleId,
        @Nullable String error) {

    /** Which job it is, and how far it has come. */
    record Life(
            String jobId,
            String sessionId,
            String runId,
            String status,
            Instant createdAt,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable Long latencyMs) {

        static Life of(ScoreJob job, boolean held) {
            return new Life(
                    job.id().value(),
                    job.session().value(),
                    job.run().value(),
                    job.status().wireName(held),
                    job.createdAt(),
                    job.startedAt(),
                    job.finishedAt(),
                    job.latencyMs());
        }
    }

    /**
     * What the client knows the call by.
     *
     * @param rescoredFrom the job of another session that this one marks anew; null for a call that a client has sent
     * @param submittedBy the name of the key with which the call was sent; null where none was asked for
     */
    record Tags(
            @Nullable String item,
            Map<String, String> metadata,
            @Nullable String dataset,
            @Nullable String rescoredFrom,
            @Nullable String submittedBy) {

        static Tags of(CallTags tags) {
            JobId from = tags.rescoredFrom();
            return new Tags(
                    tags.item(),
                    tags.metadata(),
                    tags.dataset(),
                    from == null ? null : from.value(),
                    tags.submittedBy());
        }
    }

    /** What was asked, in short. */
    record Request(
            String question,
            @Nullable String answer,
            List<String> metrics,
            String judgeModel,
            String embeddingModel,
            boolean hasContexts,
            boolean hasGroundTruth,
            boolean textsForgotten,
            String sessionId,
            String language) {}

    /**
     * What the metrics gave.
     *
     * @param weightedScore always null: the service weighs no metric against another; the field is in the contract
     */
    record Marks(
            Map<String, @Nullable Double> scores,
            @Nullable Double weightedScore,
            List<String> skippedMetrics,
            Map<String, ResultBody> results) {

        static Marks of(ScoreJob job) {
            Map<String, Score> scores = job.scores();
            return new Marks(
                    values(job.request().metrics(), scores), null, CallResult.skipped(scores), ResultBody.of(scores));
        }
    }

    /** What the judge was asked, by metric and as a whole; the whole is null until the call has ended. */
    record Effort(Map<String, UsageBody> usage, @Nullable UsageBody totalUsage) {

        static Effort of(ScoreJob job) {
            Long latency = job.latencyMs();
            return new Effort(
                    UsageBody.of(job.usage()),
                    latency == null ? null : UsageBody.ofCall(job.usage().values(), latency));
        }
    }

    /**
     * Who judged, and in which language.
     *
     * @param judge what the fingerprint stands for; null in lists
     */
    record JudgedBy(String language, @Nullable String judgeFingerprint, JudgeFingerprint.@Nullable Parts judge) {

        static JudgedBy of(ScoreJob job) {
            JudgeFingerprint fingerprint = job.fingerprint();
            return new JudgedBy(
                    job.request().language().wireName(),
                    fingerprint == null ? null : fingerprint.hash(),
                    fingerprint == null ? null : fingerprint.parts());
        }
    }

    /** @param held whether the queued calls of its session wait for the budget */
    public static JobBody of(ScoreJob job, boolean held) {
        return new JobBody(
                Life.of(job, held),
                Tags.of(job.request().tags()),
                request(job),
                Marks.of(job),
                Effort.of(job),
                JudgedBy.of(job),
                job.injections(),
                job.sampleId(),
                job.error());
    }

    private static Request request(ScoreJob job) {
        RequestSummary summary = job.request();
        return new Request(
                summary.question(),
                summary.answer(),
                summary.metrics(),
                summary.judgeModel(),
                summary.embeddingModel(),
                summary.hasContexts(),
                summary.hasGroundTruth(),
                summary.forgotten(),
                job.session().value(),
                summary.language().wireName());
    }

    /** The score of every requested metric, null where there is none. */
    static Map<String, @Nullable Double> values(List<String> metrics, Map<String, Score> scores) {
        Map<String, @Nullable Double> values = new LinkedHashMap<>();
        metrics.forEach(name -> values.put(name, scores.get(name) instanceof Score.Scored s ? s.value() : null));
        return values;
    }
}
