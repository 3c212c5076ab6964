package dev.marksheet.session;

import java.time.Instant;

/**
 * How a call had ended before it was scored again, without evidence.
 *
 * @param number from 1
 */
public record Attempt(int number, JobStatus status, Instant finishedAt, CallResult result) {}
