package dev.marksheet.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message to a webhook.
 *
 * @param seq its place among all messages
 * @param id what receivers know it by, the same at every attempt
 * @param receiver the key of who is to get it
 * @param run the run that it is about; null for none
 * @param data what it tells, as a JSON object
 * @param state {@code pending}, {@code delivered}, or {@code failed} when it was given up
 * @param triedUntil when it is given up
 * @param attempts how often it was sent, or begun to be
 * @param nextAt not before then it is sent again
 * @param endedAt null while it is pending
 * @param status the HTTP status of the last attempt; null when nothing was answered
 * @param fault why the last attempt was none; null when it was one, and before the first
 */
public record WebhookDelivery(
        long seq,
        String id,
        String receiver,
        String event,
        @Nullable RunId run,
        String data,
        String state,
        Instant createdAt,
        Instant triedUntil,
        int attempts,
        Instant nextAt,
        @Nullable Instant endedAt,
        @Nullable Integer status,
        @Nullable String fault) {}
