package dev.marksheet.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.session.RunId;
import dev.marksheet.session.WebhookDelivery;
import dev.marksheet.session.text.Language;
import dev.marksheet.store.Outbox;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What messages say, line by line, and how each receiver is addressed. */
class TextTests {

    private static final Instant NOW = Instant.ofEpochSecond(1_614_265_330);

    private static String text(Format format, String event, String data, String link) {
        return new Text(Language.EN, format).of(event, JsonMapper.shared().readTree(data.replace('\'', '"')), link);
    }

    @Test
    void anIdleSessionIsToldOfWithItsCountsAndMeans() {
        String text = text(
                Format.SLACK,
                Outbox.SESSION_IDLE,
                "{'session_id': 's', 'status_counts': {'completed': 12, 'failed': 3},"
                        + " 'metric_means': {'a': 0.5, 'none': null, 'b': 0.25}, 'reason': 'not told'}",
                "");

        assertThat(text.lines().skip(1)).containsExactly("a: 0.50", "b: 0.25");
        assertThat(text.lines().findFirst().orElseThrow()).contains("s", "12", "3");
    }

    @Test
    void twelveMeansAreShown() {
        String means = IntStream.range(0, 13).mapToObj(i -> "'m" + i + "': 1").collect(Collectors.joining(","));

        assertThat(text(Format.SLACK, Outbox.SESSION_IDLE, "{'metric_means': {'none': null," + means + "}}", "")
                        .lines()
                        .skip(1))
                .hasSize(12)
                .startsWith("m0: 1.00")
                .endsWith("m11: 1.00");
    }

    @Test
    void otherEventsAreToldWithTheirReasonAndMessageInTheLanguage() {
        assertThat(text(
                                Format.JSON,
                                Outbox.GATE_FAILED,
                                "{'session_id': 's', 'reason': {'en': 'too low', 'zh': '太低'}, 'message': 'look'}",
                                "https://pub")
                        .lines()
                        .skip(1))
                .containsExactly("too low", "look", "Report: https://pub");
        assertThat(text(Format.JSON, Outbox.GATE_FAILED, "{'reason': {'zh': '太低'}, 'message': ''}", "")
                        .lines())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "DINGTALK, [Report](https://pub)",
        "WECOM, [Report](https://pub)",
        "SLACK, <https://pub|Report>",
        "FEISHU, Report: https://pub"
    })
    void linksAreWrittenAsEachChatHasThem(Format format, String link) {
        String text = text(format, Outbox.GATE_FAILED, "{}", "https://pub");

        assertThat(text).endsWith(link);
        assertThat(text.contains("\n\n")).isEqualTo(format == Format.DINGTALK);
    }

    @Test
    void whatClientsNameIsPlainAndShort() {
        assertThat(text(Format.SLACK, Outbox.GATE_FAILED, "{'session_id': '<a>[b]&@c http://d\\n'}", ""))
                .contains("＜a＞［b］＆＠c http：//d ");
        assertThat(text(Format.SLACK, Outbox.GATE_FAILED, "{'reason': '" + "x".repeat(121) + "'}", ""))
                .endsWith("x".repeat(119) + "…")
                .doesNotContain("x".repeat(120));
    }

    private static Message message(String format, String url, String secret, @Nullable RunId run, String publicUrl) {
        Receiver receiver = Receiver.of(
                0,
                new WebhookProperties.Webhook(
                        url, secret, Set.of(), format, null, Duration.ZERO, Duration.ofSeconds(10)));
        WebhookDelivery delivery = new WebhookDelivery(
                1, "msg_1", "key", "gate.failed", run, "{}", "pending", NOW, NOW, 1, NOW, null, null, null);
        return Message.of(delivery, receiver, publicUrl, NOW);
    }

    private static JsonNode body(Message message) {
        return JsonMapper.shared().readTree(message.body());
    }

    @Test
    void withoutASecretNothingIsSigned() {
        assertThat(message("json", "http://h/", "", null, "").headers())
                .containsOnlyKeys("webhook-id", "webhook-timestamp");
        assertThat(message("dingtalk", "http://h/", "", null, "").url()).hasToString("http://h/");
        assertThat(body(message("feishu", "http://h/", "", null, "")).propertyNames())
                .containsExactly("msg_type", "content");
        assertThat(message("slack", "http://h/", "s", null, "").headers()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"http://h/a, ?timestamp=", "http://h/a?token=x, &timestamp="})
    void dingtalksSignatureJoinsTheAddress(String url, String join) {
        String signed = message("dingtalk", url, "SECabc", null, "").url().toString();

        assertThat(signed).startsWith(url + join + "1614265330000&sign=").doesNotContain(" ");
    }

    @Test
    void reportsAreLinkedWhereThereIsOneAndItsAddressIsKnown() {
        RunId run = new RunId("session-1");

        assertThat(message("slack", "http://h/", "", run, "https://pub").body()).contains("https://pub/runs/session-1");
        assertThat(message("slack", "http://h/", "", run, "").body()).doesNotContain("runs");
        assertThat(message("slack", "http://h/", "", null, "https://pub").body())
                .doesNotContain("https://pub");
        assertThat(body(message("json", "http://h/", "", run, ""))
                        .at("/data/report_url")
                        .asString())
                .as("a path at least")
                .isEqualTo("/runs/session-1");
        assertThat(body(message("json", "http://h/", "", null, "https://pub"))
                        .at("/data")
                        .isEmpty())
                .isTrue();
    }

    @Test
    void aSecretWithThePrefixIsBase64OrElseAsItStands() {
        String decoded = Signature.standard("whsec_c2VjcmV0", "m", 1, "b");

        assertThat(decoded).isEqualTo(Signature.standard("secret", "m", 1, "b"));
        assertThat(Signature.standard("whsec_no base64!", "m", 1, "b"))
                .startsWith("v1,")
                .isNotEqualTo(Signature.standard("no base64!", "m", 1, "b"));
    }

    @Test
    void addressesAndBodiesStayOutOfLogs() {
        assertThat(message("slack", "http://h/secret", "", null, "").toString())
                .startsWith("Message[")
                .doesNotContain("secret");
    }
}
