/**
 * Scores calls a second time: failed ones in place, all of a session anew into another, and says beforehand what that costs.
 */
@NullMarked
package dev.marksheet.job.again;

import org.jspecify.annotations.NullMarked;
