/**
 * Tells whoever looks on what changes in the sessions. Reads the store and nothing else; {@code api} and the demo
 * subscribe.
 */
@NullMarked
package dev.marksheet.watch;

import org.jspecify.annotations.NullMarked;
