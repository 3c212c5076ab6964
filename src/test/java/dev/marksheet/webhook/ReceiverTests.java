package dev.marksheet.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marksheet.judge.llm.endpoint.JudgeHealth;
import dev.marksheet.session.text.Language;
import dev.marksheet.store.FakeDeliveries;
import dev.marksheet.store.FakeOutbox;
import dev.marksheet.store.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/** Which settings of a receiver are taken, and what is said of the others. */
class ReceiverTests {

    private static WebhookProperties.Webhook webhook(
            String url, Set<String> events, @Nullable String language, Duration idle, Duration timeout) {
        return new WebhookProperties.Webhook(url, "s", events, "json", language, idle, timeout);
    }

    private static Receiver at(String url) {
        return Receiver.of(1, webhook(url, Set.of(), null, Duration.ZERO, Duration.ofSeconds(1)));
    }

    private static Receiver of(String format, @Nullable String language) {
        return Receiver.of(
                1,
                new WebhookProperties.Webhook(
                        "http://host", "", Set.of(), format, language, Duration.ZERO, Duration.ofSeconds(1)));
    }

    private static void assertRefused(WebhookProperties.Webhook webhook, String property, String reason) {
        assertThatThrownBy(() -> Receiver.of(1, webhook))
                .isInstanceOfSatisfying(InvalidConfigurationPropertyValueException.class, e -> {
                    assertThat(e.getName()).isEqualTo("marksheet.webhooks[1]." + property);
                    assertThat(e.getReason()).contains(reason);
                    assertThat(String.valueOf(e.getValue())).doesNotContain("secret");
                });
    }

    @ParameterizedTest
    @CsvSource({"https://host/a, host", "HTTP://host:8080/a?token=x, host:8080", "' https://host/a ', host"})
    void showsTheHostOfAnAddressAlone(String url, String host) {
        assertThat(at(url).host()).isEqualTo(host);
        assertThat(at(url)).hasToString("Receiver[1, " + host + "]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "host/secret",
                "ftp://host/secret",
                "https:///secret",
                "https://user:secret@host/",
                "https://host/a secret",
                "file:///secret"
            })
    void refusesOtherAddressesWithoutRepeatingThem(String url) {
        assertRefused(webhook(url, Set.of(), null, Duration.ZERO, Duration.ofSeconds(1)), "url", "https://example.org");
    }

    @Test
    void isKnownByItsAddress() {
        assertThat(at("https://host/a").key())
                .isEqualTo(at(" https://host/a").key())
                .matches("[0-9a-f]{16}");
        assertThat(at("https://host/b").key()).isNotEqualTo(at("https://host/a").key());
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "60000, 0", "1, 86400000"})
    void takesTimesUpToTheirEdges(long timeout, long idle) {
        Receiver receiver = Receiver.of(
                1, webhook("http://host", Set.of(), null, Duration.ofMillis(idle), Duration.ofMillis(timeout)));

        assertThat(receiver.timeout()).isEqualTo(Duration.ofMillis(timeout));
        assertThat(receiver.idle()).isEqualTo(Duration.ofMillis(idle));
    }

    @Test
    void refusesTimesBeyondThem() {
        assertRefused(webhook("http://host", Set.of(), null, Duration.ZERO, Duration.ZERO), "timeout", "at most 1m");
        assertRefused(
                webhook("http://host", Set.of(), null, Duration.ZERO, Duration.ofMillis(60_001)),
                "timeout",
                "at most 1m");
        assertRefused(
                webhook("http://host", Set.of(), null, Duration.ofNanos(-1), Duration.ofSeconds(1)), "idle", "0s");
    }

    @Test
    void isToldOfEverythingUnlessItNamesSomething() {
        assertThat(at("http://host").events()).isEqualTo(Outbox.EVENTS);
        Set<String> one = Set.of(Outbox.GATE_FAILED);
        assertThat(Receiver.of(1, webhook("http://host", one, null, Duration.ZERO, Duration.ofSeconds(1)))
                        .events())
                .isEqualTo(one);
        assertRefused(
                webhook("http://host", Set.of("gate.opened"), null, Duration.ZERO, Duration.ofSeconds(1)),
                "events",
                "gate.failed");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "json, null, EN",
                "slack, null, EN",
                "dingtalk, null, ZH",
                "feishu, ' ', ZH",
                "wecom, null, ZH",
                "wecom, en, EN",
                "json, zh, ZH"
            })
    void speaksTheLanguageOfItsUsersUnlessAnotherIsSet(String format, String language, Language spoken) {
        assertThat(of(format, language).language()).isEqualTo(spoken);
        assertThat(of(format, language).formatName()).isEqualTo(format);
    }

    @Test
    void refusesALanguageThatItDoesNotSpeak() {
        assertRefused(
                webhook("http://host", Set.of(), "fr", Duration.ZERO, Duration.ofSeconds(1)), "language", "en and zh");
        assertThat(Format.wireNames()).containsExactly("json", "dingtalk", "feishu", "wecom", "slack");
    }

    @Test
    void theReceiversAreSubscribedAsTheyAreConfigured() {
        FakeOutbox outbox = new FakeOutbox();
        WebhookProperties properties = new WebhookProperties(
                List.of(
                        webhook("http://one", Set.of(), null, Duration.ofSeconds(5), Duration.ofSeconds(1)),
                        webhook(
                                "http://two",
                                Set.of(Outbox.SESSION_IDLE),
                                null,
                                Duration.ofSeconds(9),
                                Duration.ofSeconds(1))),
                "");

        Webhooks webhooks = Webhooks.of(
                properties, outbox, new FakeDeliveries(), new JudgeHealth(Clock.systemUTC(), true), Clock.systemUTC());

        assertThat(webhooks.receivers()).extracting(Receiver::host).containsExactly("one", "two");
        assertThat(outbox.subscribed())
                .containsExactly(
                        new Outbox.Subscriber(at("http://one").key(), Outbox.EVENTS, Duration.ofSeconds(5)),
                        new Outbox.Subscriber(
                                at("http://two").key(), Set.of(Outbox.SESSION_IDLE), Duration.ofSeconds(9)));
        webhooks.stop();
    }
}
