/**
 * Calls over HTTP: sent, checked, read, retried, removed. {@code again}, {@code dataset} and {@code session} enter for their
 * checks and bodies.
 */
@NullMarked
package dev.marksheet.api.call;

import org.jspecify.annotations.NullMarked;
