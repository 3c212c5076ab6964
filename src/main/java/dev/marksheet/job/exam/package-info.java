/**
 * Carries out and keeps exams of judges; the rows and the marking are those of {@code dev.marksheet.exam}.
 */
@NullMarked
package dev.marksheet.job.exam;

import org.jspecify.annotations.NullMarked;
