/** The files of a run and the per-session lock that guards them. */
@NullMarked
package dev.marksheet.report;

import org.jspecify.annotations.NullMarked;
