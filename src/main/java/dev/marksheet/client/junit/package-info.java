/**
 * Marksheet in JUnit 5: {@link MarksheetSession} on a test class, a {@link Marksheet} as a parameter of its methods, the gate
 * as its last assertion. Needs JUnit Jupiter 5.10 or newer on the class path.
 */
@NullMarked
package dev.marksheet.client.junit;

import org.jspecify.annotations.NullMarked;
