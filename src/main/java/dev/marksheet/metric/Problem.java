package dev.marksheet.metric;

/**
 * What is wrong with a request's metrics.
 *
 * @param field where, such as {@code metrics[1]} or {@code metric_params.factual_correctness.mode}
 * @param message what, for the person who sent it
 */
public record Problem(String field, String message) {}
