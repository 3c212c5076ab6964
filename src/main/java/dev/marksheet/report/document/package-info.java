/** What stands in {@code summary.md} and {@code metadata.json}. {@code job.record} and the export enter. */
@NullMarked
package dev.marksheet.report.document;

import org.jspecify.annotations.NullMarked;
