/** Runs as the Python app left them, read to be taken over. {@code job} enters. */
@NullMarked
package dev.marksheet.report.old;

import org.jspecify.annotations.NullMarked;
