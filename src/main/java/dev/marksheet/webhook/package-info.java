/**
 * Tells other programs what has happened: sends the messages of the outbox to the configured receivers, signed, in order,
 * again and again until they are taken. Pages may read who the receivers are and what became of messages.
 */
@NullMarked
package dev.marksheet.webhook;

import org.jspecify.annotations.NullMarked;
