/** What it would cost to score calls anew, and the order to do it. {@code session} enters for orders that stand. */
@NullMarked
package dev.marksheet.api.again;

import org.jspecify.annotations.NullMarked;
