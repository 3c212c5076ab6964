package dev.marksheet.webhook;

import dev.marksheet.session.text.Language;
import dev.marksheet.session.text.Sha256;
import dev.marksheet.store.Outbox;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Who gets messages, as configured.
 *
 * @param number its place in the configuration, from 0
 * @param key of it in the database: it stays the same while the address does
 * @param url where messages go; never shown
 * @param secret what they are signed with; empty for no signature; never shown
 */
public record Receiver(
        int number,
        String key,
        URI url,
        String secret,
        Set<String> events,
        Format format,
        Language language,
        Duration idle,
        Duration timeout) {

    private static final int KEY_BYTES = 8;
    private static final Duration LONGEST = Duration.ofMinutes(1);

    public Receiver {
        events = Set.copyOf(events);
    }

    /** @throws InvalidConfigurationPropertyValueException if a setting of it can't be used; its secrets are not named */
    static Receiver of(int number, WebhookProperties.Webhook webhook) {
        String property = "marksheet.webhooks[" + number + "].";
        Format format = Format.ofWireName(webhook.format())
                .orElseThrow(
                        () -> fault(property + "format", webhook.format(), "Formats are " + Format.wireNames() + "."));
        requireTimes(property, webhook);
        URI url = url(property, webhook.url());
        return new Receiver(
                number,
                Sha256.hex(url.toString(), KEY_BYTES),
                url,
                webhook.secret(),
                events(property, webhook.events()),
                format,
                language(property, webhook.language(), format),
                webhook.idle(),
                webhook.timeout());
    }

    private static void requireTimes(String property, WebhookProperties.Webhook webhook) {
        if (webhook.timeout().toMillis() < 1 || webhook.timeout().compareTo(LONGEST) > 0) {
            throw fault(property + "timeout", webhook.timeout(), "It must be more than 0 and at most 1m.");
        }
        if (webhook.idle().isNegative()) {
            throw fault(property + "idle", webhook.idle(), "It must be 0s or more.");
        }
    }

    private static Set<String> events(String property, Set<String> named) {
        for (String event : named) {
            if (!Outbox.EVENTS.contains(event)) {
                throw fault(property + "events", event, "Events are " + new TreeSet<>(Outbox.EVENTS) + ".");
            }
        }
        return named.isEmpty() ? Outbox.EVENTS : named;
    }

    private static URI url(String property, String url) {
        try {
            URI read = URI.create(url.strip());
            boolean http = "http".equalsIgnoreCase(read.getScheme()) || "https".equalsIgnoreCase(read.getScheme());
            if (http && read.getHost() != null && read.getRawUserInfo() == null) {
                return read;
            }
        } catch (IllegalArgumentException e) {
            // Said below, without what was read.
        }
        throw fault(property + "url", "***", "It must be an address such as https://example.org/hooks/1.");
    }

    private static Language language(String property, @Nullable String name, Format format) {
        if (name == null || name.isBlank()) {
            return format.isChinese() ? Language.ZH : Language.EN;
        }
        for (Language language : Language.values()) {
            if (language.wireName().equals(name)) {
                return language;
            }
        }
        throw fault(property + "language", name, "Languages are en and zh.");
    }

    private static InvalidConfigurationPropertyValueException fault(String property, Object value, String reason) {
        return new InvalidConfigurationPropertyValueException(property, value, reason);
    }

    /** The host alone: what stands behind it in the address may be a key. */
    public String host() {
        return url.getPort() < 0 ? url.getHost() : url.getHost() + ":" + url.getPort();
    }

    /** The format's name. */
    public String formatName() {
        return format.wireName();
    }

    /** Without address and secret. */
    @Override
    public String toString() {
        return "Receiver[" + number + ", " + host() + "]";
    }
}
