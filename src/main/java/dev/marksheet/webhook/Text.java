package dev.marksheet.webhook;

import dev.marksheet.session.text.Bounded;
import dev.marksheet.session.text.Language;
import dev.marksheet.session.text.Wording;
import dev.marksheet.statistics.Figure;
import dev.marksheet.store.Outbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What a message says to people. What clients have named is put in as plain text: it can neither link nor call anybody. */
final class Text {

    private static final int LONGEST_NAME = 120;
    private static final int MOST_METRICS = 12;

    private final Language language;
    private final Wording words;
    private final Format format;

    Text(Language language, Format format) {
        this.language = language;
        this.words = Wording.of("webhook.messages", language);
        this.format = format;
    }

    String title() {
        return words.text("title");
    }

    /** @param link where to read more; empty for nowhere */
    String of(String event, JsonNode data, String link) {
        List<String> lines = new ArrayList<>();
        lines.add(headline(event, data));
        if (event.equals(Outbox.SESSION_IDLE)) {
            means(data, lines);
        } else {
            told(data, "reason", lines);
            told(data, "message", lines);
        }
        if (!link.isEmpty()) {
            lines.add(link(link));
        }
        return String.join(format == Format.DINGTALK ? "\n\n" : "\n", lines);
    }

    private String headline(String event, JsonNode data) {
        String session = plain(data.path("session_id").asString(""));
        if (event.equals(Outbox.SESSION_IDLE)) {
            JsonNode counts = data.path("status_counts");
            return words.text(
                    "session.idle",
                    session,
                    counts.path("completed").asLong(0),
                    counts.path("failed").asLong(0));
        }
        return words.text(event, session);
    }

    private void means(JsonNode data, List<String> lines) {
        int shown = 0;
        for (Map.Entry<String, JsonNode> mean : data.path("metric_means").properties()) {
            if (mean.getValue().isNumber() && shown++ < MOST_METRICS) {
                lines.add(
                        plain(mean.getKey()) + ": " + Figure.of(mean.getValue().asDouble()));
            }
        }
    }

    private void told(JsonNode data, String field, List<String> lines) {
        JsonNode value = data.path(field);
        String said = (value.isObject() ? value.path(language.wireName()) : value).asString("");
        if (!said.isEmpty()) {
            lines.add(plain(said));
        }
    }

    private String link(String link) {
        return switch (format) {
            case DINGTALK, WECOM -> "[" + words.text("report") + "](" + link + ")";
            case SLACK -> "<" + link + "|" + words.text("report") + ">";
            default -> words.text("report") + ": " + link;
        };
    }

    /** Where these chats see markup, a mention or an address, wider signs that look like them mean nothing. */
    private static String plain(String text) {
        return Bounded.cut(text, LONGEST_NAME)
                .replaceAll("\\p{Cntrl}", " ")
                .replace("&", "＆")
                .replace('<', '＜')
                .replace('>', '＞')
                .replace('[', '［')
                .replace(']', '］')
                .replace('@', '＠')
                .replace("://", "：//");
    }
}
