/** Scoring again: failed calls in place, or all of them into a new run. No other room enters. */
@NullMarked
package dev.marksheet.web.again;

import org.jspecify.annotations.NullMarked;
