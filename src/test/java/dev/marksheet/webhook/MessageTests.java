package dev.marksheet.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marksheet.session.RunId;
import dev.marksheet.session.WebhookDelivery;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MessageTests {

    private static final Instant NOW = Instant.ofEpochSecond(1_614_265_330);
    private static final String ROGUE = "@all [x](http://evil) <!channel> <at user_id=\\\"all\\\">";

    /** The vector of the specification's reference libraries; the others were worked out with Python's hmac. */
    @Test
    void signaturesAreThoseThatReceiversExpect() {
        assertThat(Signature.standard(
                        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        1_614_265_330,
                        "{\"test\": 2432232314}"))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
        assertThat(Signature.dingtalk("SECabc", 1_600_000_000_000L))
                .isEqualTo("ABcUcMOwyGGKmiNbHqEbhvKpuIGkMXqT1gAGfAAmnk8=");
        assertThat(Signature.feishu("SECabc", 1_599_360_473)).isEqualTo("KjJCRpeZcpDq6nFA4wlSAm5ZsE3Y8HuB1O1Sgv2Y9xA=");
    }

    @Test
    void jsonFollowsStandardWebhooks() {
        Message message = Message.of(delivery(), receiver("json"), "https://marks.example.org", NOW);

        JsonNode body = JsonMapper.shared().readTree(message.body());
        assertThat(body.at("/type").asString()).isEqualTo("session.idle");
        assertThat(body.at("/timestamp").asString()).isEqualTo("2021-02-25T15:02:00Z");
        assertThat(body.at("/data/status_counts/completed").asInt()).isEqualTo(2);
        assertThat(body.at("/data/report_url").asString()).isEqualTo("https://marks.example.org/runs/session-1");
        assertThat(message.headers())
                .containsEntry("webhook-id", "msg_1")
                .containsEntry("webhook-timestamp", "1614265330")
                .containsEntry(
                        "webhook-signature", Signature.standard("SECabc", "msg_1", 1_614_265_330, message.body()));
    }

    @ParameterizedTest
    @CsvSource({
        "dingtalk, /markdown/text, 已空闲",
        "feishu, /content/text, 已空闲",
        "wecom, /markdown/content, 已空闲",
        "slack, /text, is idle"
    })
    void peopleReadALineThatCallsNobody(String format, String place, String words) {
        Message message = Message.of(delivery(), receiver(format), "https://marks.example.org", NOW);

        String text = JsonMapper.shared().readTree(message.body()).at(place).asString();
        assertThat(text)
                .contains(words, "faithfulness", "0.91", "https://marks.example.org/runs/session-1")
                .doesNotContain("@all", "[x](", "http://evil", "<!channel", "<at ");
    }

    @Test
    void dingtalkAndFeishuAreSignedInTheirWay() {
        Message dingtalk = Message.of(delivery(), receiver("dingtalk"), "", NOW);
        assertThat(dingtalk.url().getRawQuery()).contains("timestamp=1614265330000&sign=");
        JsonNode feishu = JsonMapper.shared()
                .readTree(Message.of(delivery(), receiver("feishu"), "", NOW).body());
        assertThat(feishu.at("/timestamp").asString()).isEqualTo("1614265330");
        assertThat(feishu.at("/sign").asString()).isEqualTo(Signature.feishu("SECabc", 1_614_265_330));
    }

    @Test
    void aWrongSettingIsNamedWithoutItsSecret() {
        assertThatThrownBy(() -> Receiver.of(2, webhook("ftp://host/key-abc", "json")))
                .isInstanceOfSatisfying(InvalidConfigurationPropertyValueException.class, e -> {
                    assertThat(e.getName()).isEqualTo("marksheet.webhooks[2].url");
                    assertThat(e.getValue() + e.getReason()).doesNotContain("key-abc");
                });
        assertThatThrownBy(() -> Receiver.of(0, webhook("http://host/", "telegram")))
                .hasMessageContaining("telegram");
        assertThat(receiver("json").toString() + webhook("http://host/key-abc", "json"))
                .doesNotContain("key-abc", "SECabc");
    }

    @Test
    void pausesGrowToAnHourAndReceiversMayAskForOne() {
        assertThat(Line.pause(1, null)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(6));
        assertThat(Line.pause(4, null)).isBetween(Duration.ofSeconds(32), Duration.ofSeconds(48));
        assertThat(Line.pause(40, null)).isBetween(Duration.ofMinutes(48), Duration.ofMinutes(72));
        assertThat(Line.pause(1, Duration.ofSeconds(90))).isEqualTo(Duration.ofSeconds(90));
        assertThat(Line.pause(1, Duration.ofDays(9))).isEqualTo(Duration.ofHours(1));
    }

    private static Receiver receiver(String format) {
        return Receiver.of(0, webhook("http://127.0.0.1/hooks?access_token=key-abc", format));
    }

    private static WebhookProperties.Webhook webhook(String url, String format) {
        return new WebhookProperties.Webhook(
                url, "SECabc", Set.of(), format, null, Duration.ZERO, Duration.ofSeconds(10));
    }

    private static WebhookDelivery delivery() {
        String data = "{\"session_id\":\"" + ROGUE + "\",\"run_id\":\"session-1\",\"status_counts\":{\"completed\":2,"
                + "\"failed\":0},\"metric_means\":{\"faithfulness\":0.91,\"context_recall\":null}}";
        Instant created = NOW.minusSeconds(10);
        return new WebhookDelivery(
                1,
                "msg_1",
                "key",
                "session.idle",
                new RunId("session-1"),
                data,
                "pending",
                created,
                created.plus(Duration.ofDays(1)),
                1,
                created,
                null,
                null,
                null);
    }
}
