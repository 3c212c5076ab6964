package dev.marksheet.client;

import java.util.List;

/**
 * A call that the service has stored and is going to score.
 *
 * @param replayed whether it was there already, sent before under the same idempotency key
 * @param warnings what the service ignored although it may have been meant
 */
public record AcceptedCall(
        String jobId, String sessionId, String runId, String reportUrl, boolean replayed, List<String> warnings) {

    public AcceptedCall {
        warnings = List.copyOf(warnings);
    }
}
