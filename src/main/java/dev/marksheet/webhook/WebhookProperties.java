package dev.marksheet.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who is told what.
 *
 * @param webhooks the receivers; empty for none
 * @param publicUrl the address under which people reach the pages, such as {@code https://marksheet.example.org}, for links in
 *     messages; without it messages to people have no links and others have paths
 */
@ConfigurationProperties("marksheet")
record WebhookProperties(
        @DefaultValue List<Webhook> webhooks,
        @DefaultValue("") String publicUrl) {

    WebhookProperties {
        webhooks = List.copyOf(webhooks);
    }

    /**
     * One receiver.
     *
     * @param url its address, which is kept secret as it may hold a key
     * @param secret what messages are signed with; empty for no signature
     * @param events what it is told of; empty for everything
     * @param format what messages look like
     * @param language of messages to people: {@code en} or {@code zh}; without it that of the format's users
     * @param idle how long a session has had no open call before it counts as idle
     * @param timeout the longest that one attempt may take
     */
    record Webhook(
            @DefaultValue("") String url,
            @DefaultValue("") String secret,
            @DefaultValue Set<String> events,
            @DefaultValue("json") String format,
            @Nullable String language,
            @DefaultValue("5s") Duration idle,
            @DefaultValue("10s") Duration timeout) {

        Webhook {
            events = Set.copyOf(events);
        }

        /** Without address and secret: whoever writes it down must not write them. */
        @Override
        public String toString() {
            return "Webhook[" + format + ", " + events + "]";
        }
    }
}
