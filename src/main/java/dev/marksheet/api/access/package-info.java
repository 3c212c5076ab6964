/** Keys and the audit over HTTP. Nobody enters but by HTTP. */
@NullMarked
package dev.marksheet.api.access;

import org.jspecify.annotations.NullMarked;
