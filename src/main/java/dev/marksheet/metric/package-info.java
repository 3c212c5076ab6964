/** The catalogue of metrics: which judge tasks each one asks, and its arithmetic. */
@NullMarked
package dev.marksheet.metric;

import org.jspecify.annotations.NullMarked;
