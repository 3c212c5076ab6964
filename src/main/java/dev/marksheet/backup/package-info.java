/** Copies of all that is kept, made while the service works. */
@NullMarked
package dev.marksheet.backup;

import org.jspecify.annotations.NullMarked;
