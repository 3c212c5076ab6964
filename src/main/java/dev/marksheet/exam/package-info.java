/** Puts a judge to the test on rows whose right verdict is known. */
@NullMarked
package dev.marksheet.exam;

import org.jspecify.annotations.NullMarked;
