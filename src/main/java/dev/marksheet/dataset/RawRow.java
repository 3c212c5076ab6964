package dev.marksheet.dataset;

import java.util.Map;

/**
 * A row as it was found.
 *
 * @param number its place in the file, from 1 on; rows that could not be read count, too
 * @param line where it begins
 * @param values by column: texts of a CSV without the empty ones, values of JSON with inner objects told by a dot
 */
public record RawRow(int number, int line, Map<String, Object> values) {}
