package dev.marksheet.client;

import java.util.Map;

/**
 * A session as it stands.
 *
 * @param calls how many it has, ended or not
 * @param open how many of them have not ended
 * @param gated whether a gate is set for it
 */
public record SessionSummary(
        String sessionId,
        String runId,
        String reportUrl,
        long calls,
        long open,
        Map<String, String> labels,
        boolean gated) {

    public SessionSummary {
        labels = Map.copyOf(labels);
    }
}
