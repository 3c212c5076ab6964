package dev.marksheet.bench;

import java.nio.file.Path;
import java.util.List;

/** What to measure and at which sizes. */
record Settings(Path jar, boolean isShort, boolean million, String only) {

    static Settings of(List<String> options) {
        return new Settings(
                Path.of(value(options, "--jar", "target/marksheet.jar")),
                options.contains("--short"),
                options.contains("--million"),
                value(options, "--only", ""));
    }

    private static String value(List<String> options, String name, String byDefault) {
        int at = options.indexOf(name);
        return at < 0 ? byDefault : options.get(at + 1);
    }

    boolean includes(String part) {
        return only.isEmpty() || only.equals(part);
    }

    /** The larger of two sizes in the full form. */
    int pick(int full, int shortForm) {
        return isShort ? shortForm : full;
    }
}
