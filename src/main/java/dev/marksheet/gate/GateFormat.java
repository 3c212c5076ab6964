package dev.marksheet.gate;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How a gate's result is written. */
public enum GateFormat {
    JSON,
    TEXT,
    MARKDOWN,
    JUNIT,
    GITHUB;

    /** The name in queries. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The format of this name; empty where there is none. */
    public static Optional<GateFormat> ofWireName(String name) {
        return Stream.of(values())
                .filter(format -> format.wireName().equals(name))
                .findFirst();
    }
}
