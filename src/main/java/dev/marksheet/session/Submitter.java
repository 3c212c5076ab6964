package dev.marksheet.session;

import org.jspecify.annotations.Nullable;

/**
 * The key with which a call is sent.
 *
 * @param name as it is now
 * @param maxOpenCalls most of its calls that may wait or run at a time; null for any number
 */
public record Submitter(String keyId, String name, @Nullable Integer maxOpenCalls) {}
