package dev.marksheet.gate;

import java.util.List;

/**
 * A part of why a verdict is as it is, to be worded in any language.
 *
 * @param key of {@code gate.gate}, its words
 * @param values what is put into them, written as in every document
 */
public record Reason(String key, List<String> values) {

    public Reason {
        values = List.copyOf(values);
    }

    static Reason of(String key, Object... values) {
        return new Reason(key, List.of(values).stream().map(String::valueOf).toList());
    }

    /** The same with another key for one of something. */
    static Reason ofCount(String key, long count, Object... values) {
        return of(count == 1 ? key + ".one" : key, values);
    }
}
