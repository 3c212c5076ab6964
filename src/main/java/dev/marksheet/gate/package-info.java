/**
 * The gate: says of a session's calls whether a metric's mean lies above a threshold, with error rates that hold however
 * often one looks. Pure arithmetic; whoever reads the calls hands them over in the order of their acceptance.
 */
@NullMarked
package dev.marksheet.gate;

import org.jspecify.annotations.NullMarked;
