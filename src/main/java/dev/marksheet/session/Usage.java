package dev.marksheet.session;

/**
 * What answering cost.
 *
 * @param requests requests sent to a model, retries included; 0 for the local judge
 * @param retries how many of them repeated an earlier one
 * @param shared answers that were taken from an equal question of the same call instead of being asked again
 * @param inputTokens tokens read by models
 * @param outputTokens tokens written by models
 */
public record Usage(long requests, long retries, long shared, long inputTokens, long outputTokens) {

    public static final Usage NONE = new Usage(0, 0, 0, 0, 0);

    /** An answer that cost nothing because it was already there. */
    public static final Usage SHARED = new Usage(0, 0, 1, 0, 0);

    public Usage plus(Usage other) {
        return new Usage(
                requests + other.requests,
                retries + other.retries,
                shared + other.shared,
                inputTokens + other.inputTokens,
                outputTokens + other.outputTokens);
    }
}
