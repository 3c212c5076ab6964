package dev.marksheet.query;

import dev.marksheet.session.JobId;
import org.jspecify.annotations.Nullable;

/**
 * The score of one metric on one call.
 *
 * @param sequence the call's place in the order of acceptance
 * @param number of the call's row in scores.csv; null while it has none
 * @param job the call's job
 * @param value the score
 */
public record ScoredCall(long sequence, @Nullable Integer number, JobId job, double value) {}
