package dev.marksheet.webhook;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What messages look like. */
enum Format {
    /** JSON by the rules of Standard Webhooks, for programs. */
    JSON,
    DINGTALK,
    FEISHU,
    WECOM,
    SLACK;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Format> ofWireName(String name) {
        return Arrays.stream(values())
                .filter(format -> format.wireName().equals(name))
                .findFirst();
    }

    static List<String> wireNames() {
        return Arrays.stream(values()).map(Format::wireName).toList();
    }

    /** Whether its users read Chinese unless they say otherwise. */
    boolean isChinese() {
        return this == DINGTALK || this == FEISHU || this == WECOM;
    }
}
