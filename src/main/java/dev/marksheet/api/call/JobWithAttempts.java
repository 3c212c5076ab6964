package dev.marksheet.api.call;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.marksheet.api.wire.ResultBody;
import dev.marksheet.api.wire.UsageBody;
import dev.marksheet.session.CallResult;
import dev.marksheet.session.JudgeFingerprint;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A single job over the wire.
 *
 * @param attempts how it had ended before it was scored again, the oldest end first
 */
record JobWithAttempts(@JsonUnwrapped JobBody job, List<Attempt> attempts) {

    /** How a call had ended before. */
    record Attempt(
            String status,
            Instant finishedAt,
            long latencyMs,
            Map<String, @Nullable Double> scores,
            Map<String, ResultBody> results,
            UsageBody totalUsage,
            @Nullable String judgeFingerprint,
            @Nullable String error) {

        static Attempt of(dev.marksheet.session.Attempt attempt) {
            CallResult result = attempt.result();
            JudgeFingerprint fingerprint = result.fingerprint();
            return new Attempt(
                    attempt.status().wireName(),
                    attempt.finishedAt(),
                    result.latencyMs(),
                    JobBody.values(List.copyOf(result.scores().keySet()), result.scores()),
                    ResultBody.of(result.scores()),
                    UsageBody.ofCall(result.usage().values(), result.latencyMs()),
                    fingerprint == null ? null : fingerprint.hash(),
                    result.error());
        }
    }

    static JobWithAttempts of(JobBody job, List<dev.marksheet.session.Attempt> attempts) {
        return new JobWithAttempts(job, attempts.stream().map(Attempt::of).toList());
    }
}
