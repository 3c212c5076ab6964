/** What a session's statistics say about the system under test, and what to try. */
@NullMarked
package dev.marksheet.advice;

import org.jspecify.annotations.NullMarked;
