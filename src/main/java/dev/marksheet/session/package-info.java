/** The nouns: plain immutable values, without Spring and without I/O. */
@NullMarked
package dev.marksheet.session;

import org.jspecify.annotations.NullMarked;
