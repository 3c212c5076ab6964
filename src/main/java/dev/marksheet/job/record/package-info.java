/**
 * What a call leaves behind: rows, files, figures and advice, made visible together. {@code job} enters to have calls recorded;
 * {@code api} and {@code web} read files by it.
 */
@NullMarked
package dev.marksheet.job.record;

import org.jspecify.annotations.NullMarked;
