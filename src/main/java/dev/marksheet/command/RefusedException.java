package dev.marksheet.command;

import java.util.List;

/** Something that was given can't be used; the lines say what, and the way out. */
final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<String> lines;

    RefusedException(List<String> lines) {
        super(String.join("; ", lines));
        this.lines = List.copyOf(lines);
    }

    RefusedException(String line) {
        this(List.of(line));
    }

    List<String> lines() {
        return lines;
    }
}
