/**
 * The arithmetic of scores: means, intervals, spread, course, comparison. Plain values that know of no call, session or
 * file; every room may use them.
 */
@NullMarked
package dev.marksheet.statistics;

import org.jspecify.annotations.NullMarked;
