/** Starts the application. */
@NullMarked
package dev.marksheet;

import org.jspecify.annotations.NullMarked;
