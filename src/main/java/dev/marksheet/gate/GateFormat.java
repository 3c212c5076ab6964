package dev.marksheet.gate;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How a gate's result is written. */
public enum GateFormat {
    JSON("application/json"),
    TEXT("text/plain"),
    MARKDOWN("text/markdown"),
    JUNIT("application/xml"),
    GITHUB("text/plain");

    private final String mediaType;

    GateFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    /** Its media type, of UTF-8. */
    public String mediaType() {
        return mediaType;
    }

    /** Whether it has room for nothing but a gate's result. */
    public boolean isOfGatesAlone() {
        return this == JUNIT || this == GITHUB;
    }

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
