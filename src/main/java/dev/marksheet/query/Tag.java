package dev.marksheet.query;

import org.jspecify.annotations.Nullable;

/**
 * A label or a pair of metadata that is looked for.
 *
 * @param value null for any
 */
public record Tag(String key, @Nullable String value) {}
