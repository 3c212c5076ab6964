package dev.marksheet.gate;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How a gate comes to its verdict. */
public enum GateRule {
    /** By evidence that is right however often one looks. */
    EVIDENCE,
    /** By the plain mean of all calls, which says nothing of chance. */
    MEAN;

    /** The name in JSON and queries. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The rule of this name; empty where there is none. */
    public static Optional<GateRule> ofWireName(String name) {
        return Stream.of(values()).filter(rule -> rule.wireName().equals(name)).findFirst();
    }
}
