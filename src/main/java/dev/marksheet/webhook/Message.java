package dev.marksheet.webhook;

import dev.marksheet.session.WebhookDelivery;
import dev.marksheet.session.text.Bounded;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One attempt's request: built anew each time, as the signatures hold the time.
 *
 * @param url where it goes; holds a key
 */
record Message(URI url, Map<String, String> headers, String body) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** The smallest of the bounds that the chat services set. */
    private static final int LONGEST_TEXT = 1300;

    Message {
        headers = Map.copyOf(headers);
    }

    /** @param publicUrl where people reach the pages; empty when it is not known */
    static Message of(WebhookDelivery delivery, Receiver receiver, String publicUrl, Instant now) {
        JsonNode data = JSON.readTree(delivery.data());
        if (receiver.format() == Format.JSON) {
            return standard(delivery, receiver, data, publicUrl, now);
        }
        String link = delivery.run() == null || publicUrl.isEmpty()
                ? ""
                : publicUrl + "/runs/" + delivery.run().value();
        Text text = new Text(receiver.language(), receiver.format());
        String shown = Bounded.cut(text.of(delivery.event(), data, link), LONGEST_TEXT);
        return switch (receiver.format()) {
            case DINGTALK -> dingtalk(receiver, text.title(), shown, now);
            case FEISHU -> feishu(receiver, shown, now);
            case WECOM -> chat(receiver.url(), Map.of("msgtype", "markdown", "markdown", Map.of("content", shown)));
            default -> chat(receiver.url(), Map.of("text", shown));
        };
    }

    private static Message standard(
            WebhookDelivery delivery, Receiver receiver, JsonNode data, String publicUrl, Instant now) {
        ObjectNode told = data.deepCopy().asObject();
        if (delivery.run() != null) {
            told.put("report_url", publicUrl + "/runs/" + delivery.run().value());
        }
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("type", delivery.event());
        content.put("timestamp", delivery.createdAt().toString());
        content.put("data", told);
        String body = JSON.writeValueAsString(content);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("webhook-id", delivery.id());
        headers.put("webhook-timestamp", Long.toString(now.getEpochSecond()));
        if (!receiver.secret().isEmpty()) {
            headers.put(
                    "webhook-signature",
                    Signature.standard(receiver.secret(), delivery.id(), now.getEpochSecond(), body));
        }
        return new Message(receiver.url(), headers, body);
    }

    private static Message dingtalk(Receiver receiver, String title, String text, Instant now) {
        URI url = receiver.url();
        if (!receiver.secret().isEmpty()) {
            long millis = now.toEpochMilli();
            String sign = URLEncoder.encode(Signature.dingtalk(receiver.secret(), millis), StandardCharsets.UTF_8);
            String join = url.getRawQuery() == null ? "?" : "&";
            url = URI.create(url + join + "timestamp=" + millis + "&sign=" + sign);
        }
        return chat(url, Map.of("msgtype", "markdown", "markdown", Map.of("title", title, "text", text)));
    }

    private static Message feishu(Receiver receiver, String text, Instant now) {
        Map<String, Object> body = new LinkedHashMap<>();
        if (!receiver.secret().isEmpty()) {
            body.put("timestamp", Long.toString(now.getEpochSecond()));
            body.put("sign", Signature.feishu(receiver.secret(), now.getEpochSecond()));
        }
        body.put("msg_type", "text");
        body.put("content", Map.of("text", text));
        return chat(receiver.url(), body);
    }

    private static Message chat(URI url, Map<String, ?> body) {
        return new Message(url, Map.of(), JSON.writeValueAsString(body));
    }

    /** Without the address. */
    @Override
    public String toString() {
        return "Message[" + body.length() + " characters]";
    }
}
