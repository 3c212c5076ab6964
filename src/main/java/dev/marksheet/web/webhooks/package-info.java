/** The webhooks: who is told, what became of each message, and a button that sends one again. No other room enters. */
@NullMarked
package dev.marksheet.web.webhooks;

import org.jspecify.annotations.NullMarked;
