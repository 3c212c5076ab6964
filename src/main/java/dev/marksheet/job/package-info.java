/** The life of a call: accepting, fair queueing, scoring, recording, resuming, stopping. */
@NullMarked
package dev.marksheet.job;

import org.jspecify.annotations.NullMarked;
