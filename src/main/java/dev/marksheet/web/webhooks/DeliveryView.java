package dev.marksheet.web.webhooks;

import dev.marksheet.session.WebhookDelivery;
import dev.marksheet.session.text.Wording;
import dev.marksheet.web.Moment;
import dev.marksheet.web.Paths;
import dev.marksheet.webhook.Receiver;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message as the template shows it.
 *
 * @param receiver the host; the key where nobody is configured under it any more
 * @param report the path of the run's page; null for a message about no run
 * @param css the chip's class
 * @param next when it is sent again; null unless it waits after an attempt
 */
record DeliveryView(
        String id,
        String event,
        String receiver,
        @Nullable String run,
        @Nullable String report,
        String state,
        String css,
        int attempts,
        Moment created,
        @Nullable String next,
        @Nullable String answer) {

    static DeliveryView of(WebhookDelivery delivery, List<Receiver> receivers, Instant now, Wording words) {
        String host = receivers.stream()
                .filter(receiver -> receiver.key().equals(delivery.receiver()))
                .map(Receiver::host)
                .findFirst()
                .orElse(delivery.receiver());
        boolean waits = delivery.state().equals("pending");
        return new DeliveryView(
                delivery.id(),
                delivery.event(),
                host,
                delivery.run() == null ? null : delivery.run().value(),
                delivery.run() == null ? null : Paths.run(delivery.run()),
                delivery.state(),
                css(delivery),
                delivery.attempts(),
                Moment.of(delivery.createdAt(), now, words),
                waits && delivery.attempts() > 0 ? delivery.nextAt().toString().substring(0, 19) + "Z" : null,
                answer(delivery));
    }

    private static String css(WebhookDelivery delivery) {
        return switch (delivery.state()) {
            case "delivered" -> "live";
            case "failed" -> "bad";
            default -> delivery.attempts() > 0 ? "warn" : "";
        };
    }

    private static @Nullable String answer(WebhookDelivery delivery) {
        if (delivery.fault() != null) {
            return delivery.fault();
        }
        return delivery.status() == null ? null : "HTTP " + delivery.status();
    }
}
