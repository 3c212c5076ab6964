/** Jobs, scores and statistics in SQL. */
@NullMarked
package dev.marksheet.store;

import org.jspecify.annotations.NullMarked;
