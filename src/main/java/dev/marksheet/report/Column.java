package dev.marksheet.report;

import dev.marksheet.session.Row;
import java.util.function.Function;

/**
 * A column of {@code scores.csv}.
 *
 * @param name what stands in the first line
 * @param cell what stands in a row, as the call has it; empty where nothing is known
 */
record Column(String name, Function<Row, String> cell) {}
