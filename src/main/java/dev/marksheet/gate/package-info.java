/**
 * The gate: says of a session's calls whether a metric's mean lies above a threshold, with error rates that hold however
 * often one looks, and writes it
 * down. Pure: whoever reads the calls hands them over in the order of their acceptance, as {@code gate.live} does.
 */
@NullMarked
package dev.marksheet.gate;

import org.jspecify.annotations.NullMarked;
