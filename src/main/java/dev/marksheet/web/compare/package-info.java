/**
 * Two or more runs side by side: what is decided, by how much, and the calls that changed most. No other room enters.
 */
@NullMarked
package dev.marksheet.web.compare;

import org.jspecify.annotations.NullMarked;
