package dev.marksheet.dataset;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The forms of files that are read. */
public enum DatasetFormat {
    CSV,
    /** One JSON object a line. */
    JSONL,
    /** One JSON array of objects. */
    JSON;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<DatasetFormat> ofWireName(String name) {
        return Arrays.stream(values())
                .filter(format -> format.wireName().equals(name))
                .findFirst();
    }
}
