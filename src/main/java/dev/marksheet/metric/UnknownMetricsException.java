package dev.marksheet.metric;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Names that are no metric of the catalogue, with the list of those that are. */
public final class UnknownMetricsException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final transient Map<Integer, String> unknown;
    private final transient List<String> valid;

    UnknownMetricsException(Map<Integer, String> unknown, List<String> valid) {
        super("unknown metric " + String.join(", ", new TreeMap<>(unknown).values()) + "; valid: "
                + String.join(", ", valid));
        this.unknown = Collections.unmodifiableMap(new TreeMap<>(unknown));
        this.valid = List.copyOf(valid);
    }

    /** The unknown names by their index, from 0, in the list that was given. */
    public Map<Integer, String> unknown() {
        return unknown;
    }

    /** The names of the catalogue, in its order. */
    public List<String> valid() {
        return valid;
    }
}
