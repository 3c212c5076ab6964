/** The gate on a session's report: the verdict as it stands, the evidence for and against, and what is missing. */
@NullMarked
package dev.marksheet.web.gate;

import org.jspecify.annotations.NullMarked;
