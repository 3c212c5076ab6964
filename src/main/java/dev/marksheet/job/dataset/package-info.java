/**
 * Keeps the versions of datasets and makes calls of their rows, each once, in order, however often the process ends.
 */
@NullMarked
package dev.marksheet.job.dataset;

import org.jspecify.annotations.NullMarked;
