/**
 * Ends what is not wanted any more: calls are cancelled, sessions deleted in small steps that a crash only interrupts, texts
 * forgotten after their time.
 */
@NullMarked
package dev.marksheet.job.removal;

import org.jspecify.annotations.NullMarked;
