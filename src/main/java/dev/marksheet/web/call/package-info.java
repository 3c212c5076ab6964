/**
 * One call: its texts with the judge's marks, its scores and their evidence.
 */
@NullMarked
package dev.marksheet.web.call;

import org.jspecify.annotations.NullMarked;
