package dev.marksheet.metric;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the parameters given to a metric; every fault is a {@link MetricParameterException} that names both. */
final class Parameters {

    private final String metric;
    private final Map<String, Object> values;
    private final Set<String> known = new HashSet<>();

    Parameters(String metric, Map<String, Object> values) {
        this.metric = metric;
        this.values = values;
    }

    int integer(String name, int fallback, int min, int max) {
        double value = number(name, fallback, min, max);
        if (value != Math.rint(value)) {
            throw fault(name, "must be a whole number");
        }
        return (int) value;
    }

    double number(String name, double fallback, double min, double max) {
        Object value = take(name);
        if (value == null) {
            return fallback;
        }
        double number = number(name, value);
        if (!(number >= min && number <= max)) {
            throw fault(name, "must be from " + plain(min) + " to " + plain(max));
        }
        return number;
    }

    boolean flag(String name, boolean fallback) {
        Object value = take(name);
        if (value == null) {
            return fallback;
        }
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw fault(name, "must be true or false");
    }

    String choice(String name, String fallback, List<String> legal) {
        Object value = take(name);
        if (value == null) {
            return fallback;
        }
        if (value instanceof String text && legal.contains(text)) {
            return text;
        }
        throw fault(name, "must be one of " + String.join(", ", legal));
    }

    /** A text that is not blank. */
    String text(String name, String fallback) {
        Object value = take(name);
        if (value == null) {
            return fallback;
        }
        if (value instanceof String text && !text.isBlank()) {
            return text;
        }
        throw fault(name, "must be a text that is not blank");
    }

    List<Double> numbers(String name, List<Double> fallback) {
        Object value = take(name);
        if (value == null) {
            return fallback;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(item -> number(name, item)).toList();
        }
        throw fault(name, "must be a list of numbers");
    }

    /** A map of texts by name; empty when not given. */
    Map<?, ?> map(String name) {
        Object value = take(name);
        if (value == null) {
            return Map.of();
        }
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw fault(name, "must be an object");
    }

    /** Refuses what was given but is no parameter of the metric. */
    void end() {
        for (String name : new TreeSet<>(values.keySet())) {
            if (!known.contains(name)) {
                throw fault(
                        name,
                        known.isEmpty()
                                ? "is unknown; the metric takes no parameters"
                                : "is unknown; known: " + String.join(", ", new TreeSet<>(known)));
            }
        }
    }

    MetricParameterException fault(String name, String rule) {
        return new MetricParameterException(metric, name, rule);
    }

    private double number(String name, @Nullable Object value) {
        if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
            return number.doubleValue();
        }
        throw fault(name, "must be a number");
    }

    private @Nullable Object take(String name) {
        known.add(name);
        return values.get(name);
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }
}
