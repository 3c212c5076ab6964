/**
 * The run list: its rows, filters and order, and the form that sends a first call. Uses the shell of {@code web}; no other
 * room enters.
 */
@NullMarked
package dev.marksheet.web.runs;

import org.jspecify.annotations.NullMarked;
