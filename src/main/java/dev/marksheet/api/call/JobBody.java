package dev.marksheet.api.call;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.marksheet.api.wire.ResultBody;
import dev.marksheet.api.wire.UsageBody;
import dev.marksheet.session.CallResult;
import dev.marksheet.session.CallTags;
import dev.marksheet.session.JobId;
import dev.marksheet.session.JobStatus;
import dev.marksheet.session.JudgeFingerprint;
import dev.marksheet.session.RequestSummary;
import dev.marksheet.session.Score;
import dev.marksheet.session.ScoreJob;
import dev.marksheet.session.evidence.Injection;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A job over the wire.
 *
 * @param judge what the fingerprint stands for; null in lists
 */
public record JobBody(
        String jobId,
        String sessionId,
        String runId,
        String status,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Long latencyMs,
        @JsonUnwrapped Tags tags,
        Request requestSummary,
        Map<String, @Nullable Double> scores,
        @Nullable Double weightedScore,
        List<String> skippedMetrics,
        Map<String, ResultBody> results,
        Map<String, UsageBody> usage,
        @Nullable UsageBody totalUsage,
        String language,
        @Nullable String judgeFingerprint,
        JudgeFingerprint.@Nullable Parts judge,
        List<Injection> injections,
        @Nullable String sampleId,
        @Nullable String error) {

    /** The status of queued calls that are not begun, since the session's budget is spent. */
    public static final String HELD = "held";

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

    /** @param held whether the queued calls of its session wait for the budget */
    public static JobBody of(ScoreJob job, boolean held) {
        return new JobBody(
                job.id().value(),
                job.session().value(),
                job.run().value(),
                held && job.status() == JobStatus.QUEUED ? HELD : job.status().wireName(),
                job.createdAt(),
                job.startedAt(),
                job.finishedAt(),
                job.latencyMs(),
                Tags.of(job.request().tags()),
                request(job),
                values(job.request().metrics(), job.scores()),
                null,
                CallResult.skipped(job.scores()),
                ResultBody.of(job.scores()),
                UsageBody.of(job.usage()),
                job.latencyMs() == null ? null : UsageBody.ofCall(job.usage().values(), job.latencyMs()),
                job.request().language().wireName(),
                fingerprint(job, JudgeFingerprint::hash),
                fingerprint(job, JudgeFingerprint::parts),
                job.injections(),
                job.sampleId(),
                job.error());
    }

    private static <T> @Nullable T fingerprint(ScoreJob job, Function<JudgeFingerprint, @Nullable T> part) {
        return job.fingerprint() == null ? null : part.apply(job.fingerprint());
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
