/**
 * Marksheet from a Java program, without dependencies: {@link MarksheetClient} sends calls and asks for the gate over
 * {@code java.net.http}. Handed out as a jar of its own (classifier {@code marksheet-client}); it uses nothing of the service,
 * and the service nothing of it.
 */
@NullMarked
package dev.marksheet.client;

import org.jspecify.annotations.NullMarked;
