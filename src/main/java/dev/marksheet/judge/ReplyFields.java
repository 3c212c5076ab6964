package dev.marksheet.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Reads the members of a reply, leniently where the meaning is clear. */
final class ReplyFields {

    private static final Set<String> YES = Set.of("1", "true", "yes", "y", "是", "支持", "supported", "useful");
    private static final Set<String> NO = Set.of("0", "false", "no", "n", "否", "不支持", "unsupported", "not supported");

    private ReplyFields() {}

    static String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isString()
                ? value.asString().strip()
                : value.isValueNode() && !value.isNull() ? value.toString() : "";
    }

    /** A verdict; any number but 0 is a yes, as in RAGAS. */
    static boolean verdict(JsonNode node, String name) {
        JsonNode value = node.path(name);
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        if (value.isNumber()) {
            return value.doubleValue() != 0;
        }
        String word = text(node, name).toLowerCase(Locale.ROOT).replaceAll("[.。!\"']+$", "");
        if (YES.contains(word) || NO.contains(word)) {
            return YES.contains(word);
        }
        throw wrong("'%s' is neither 1 nor 0 but '%s'".formatted(name, word), node);
    }

    static int number(JsonNode node, String name) {
        String text = text(node, name);
        try {
            double value = Double.parseDouble(text);
            if (value == Math.rint(value) && Math.abs(value) <= Integer.MAX_VALUE) {
                return (int) value;
            }
        } catch (NumberFormatException e) {
            // Falls through to the same complaint as a fraction.
        }
        throw wrong("'%s' is not a whole number but '%s'".formatted(name, text), node);
    }

    /** The number, or {@code other} where there is none. */
    static int numberOr(JsonNode node, String name, int other) {
        JsonNode value = node.path(name);
        return value.isNumber() || value.isString() && value.asString().matches("\\d{1,9}")
                ? number(node, name)
                : other;
    }

    static List<JsonNode> list(JsonNode node, String name) {
        JsonNode value = node.path(name);
        if (!value.isArray()) {
            throw wrong("'%s' is not a list".formatted(name), node);
        }
        List<JsonNode> items = new ArrayList<>();
        value.forEach(items::add);
        return items;
    }

    /** The texts of a list; an item that is an object counts by its first text. */
    static List<String> texts(JsonNode node, String name) {
        List<String> texts = new ArrayList<>();
        for (JsonNode item : list(node, name)) {
            JsonNode value =
                    item.isObject() && !item.isEmpty() ? item.iterator().next() : item;
            if (value.isValueNode() && !value.isNull() && !value.asString().isBlank()) {
                texts.add(value.asString().strip());
            }
        }
        return texts;
    }

    /**
     * The items of a list that has to match {@code count} items asked about, in their order: by their numbers when those
     * are complete, else as they come.
     */
    static List<JsonNode> matching(JsonNode node, String name, int count) {
        List<JsonNode> items = list(node, name);
        if (items.size() != count) {
            throw wrong("%d items were asked about and the reply has %d".formatted(count, items.size()), node);
        }
        JsonNode[] ordered = new JsonNode[count];
        for (JsonNode item : items) {
            int number = numberOr(item, "number", 0);
            if (number < 1 || number > count || ordered[number - 1] != null) {
                return items;
            }
            ordered[number - 1] = item;
        }
        return List.of(ordered);
    }

    static UnusableReply wrong(String what, JsonNode reply) {
        return new UnusableReply(UnusableReply.Kind.WRONG, "the judge's reply is wrong: " + what, reply.toString());
    }
}
