/** Keys and what they allow, as they are kept: the nouns of {@code access}. */
@NullMarked
package dev.marksheet.session.access;

import org.jspecify.annotations.NullMarked;
