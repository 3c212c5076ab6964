package dev.marksheet.query;

import dev.marksheet.session.JobId;

/**
 * The score of one metric on one call.
 *
 * @param sequence the call's place in the order of acceptance
 * @param job the call's job
 * @param value the score
 */
public record ScoredCall(long sequence, JobId job, double value) {}
