package dev.marksheet.judge.llm.prompt;

import dev.marksheet.judge.VerdictLabel;
import dev.marksheet.session.evidence.JudgeReply;
import dev.marksheet.session.text.Bounded;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the members of a reply, leniently where the meaning is clear. */
final class ReplyReader {

    private static final Set<String> YES = Set.of("1", "true", "yes", "y", "是", "支持", "supported", "useful");
    private static final Set<String> CONTRADICTED = Set.of("contradicted", "contradicts", "矛盾");
    private static final Set<String> NOT_MENTIONED = Set.of("not_mentioned", "not mentioned", "未提及");
    private static final Set<String> NO = Set.of("0", "false", "no", "n", "否", "不支持", "unsupported", "not supported");

    /** The most characters of a reason or quote that are kept. */
    private static final int MOST_CHARACTERS = JudgeReply.MAX_LENGTH;

    /** The most characters of prose that are kept. */
    private static final int MOST_OF_PROSE = 40_000;

    /** The longest number or word for yes and no. */
    private static final int MOST_OF_WORD = 40;

    /** The most items of a list: what a hundred pages of text split into. */
    private static final int MOST_ITEMS = 2000;

    private static final String ENDINGS = ".。!\"' ";

    private ReplyReader() {}

    /** A text, without white space around it and of a length that can be kept; empty where there is none. */
    static String text(JsonNode node, String name) {
        return Bounded.cut(whole(node.path(name)), MOST_CHARACTERS);
    }

    /** A text for people of some pages. */
    static String prose(JsonNode node, String name) {
        return Bounded.cut(whole(node.path(name)), MOST_OF_PROSE);
    }

    private static String whole(JsonNode value) {
        return value.isString()
                ? value.asString().strip()
                : value.isValueNode() && !value.isNull() ? value.toString() : "";
    }

    private static String word(JsonNode node, String name) {
        return Bounded.cut(whole(node.path(name)), MOST_OF_WORD);
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
        String word = lowered(node, name);
        if (isKnown(word)) {
            return YES.contains(word);
        }
        throw wrong("wrong.verdict", node, name, word);
    }

    private static boolean isKnown(String word) {
        return YES.contains(word) || NO.contains(word) || label(word) != null;
    }

    /** What the passages say of a statement; null for a 0, which does not tell. */
    static @Nullable VerdictLabel label(JsonNode node, String name) {
        String word = lowered(node, name);
        if (!node.path(name).isNumber() && !isKnown(word)) {
            throw wrong("wrong.label", node, name, word);
        }
        return verdict(node, name) ? VerdictLabel.SUPPORTED : label(word);
    }

    private static @Nullable VerdictLabel label(String word) {
        if (CONTRADICTED.contains(word)) {
            return VerdictLabel.CONTRADICTED;
        }
        return NOT_MENTIONED.contains(word) ? VerdictLabel.NOT_MENTIONED : null;
    }

    private static String lowered(JsonNode node, String name) {
        return withoutEnding(word(node, name).toLowerCase(Locale.ROOT));
    }

    private static String withoutEnding(String word) {
        int end = word.length();
        while (end > 0 && ENDINGS.indexOf(word.charAt(end - 1)) >= 0) {
            end--;
        }
        return word.substring(0, end);
    }

    static int number(JsonNode node, String name) {
        String text = word(node, name);
        try {
            double value = Double.parseDouble(text);
            if (value == Math.rint(value) && Math.abs(value) <= Integer.MAX_VALUE) {
                return (int) value;
            }
        } catch (NumberFormatException e) {
            // Falls through to the same complaint as a fraction.
        }
        throw wrong("wrong.number", node, name, text);
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
            throw wrong("wrong.list", node, name);
        }
        if (value.size() > MOST_ITEMS) {
            throw wrong("wrong.length", node, value.size(), MOST_ITEMS);
        }
        List<JsonNode> items = new ArrayList<>();
        value.forEach(items::add);
        return items;
    }

    /** The texts of a list; an item that is an object counts by its first text, a number beside it by none. */
    static List<String> texts(JsonNode node, String name) {
        List<String> texts = new ArrayList<>();
        for (JsonNode item : list(node, name)) {
            String text = item.isObject() && !item.isEmpty() ? firstText(item, node) : whole(item);
            if (!text.isBlank()) {
                texts.add(text);
            }
        }
        return texts;
    }

    private static String firstText(JsonNode item, JsonNode reply) {
        for (JsonNode member : item) {
            if (member.isString() && !isNumber(member.asString())) {
                return member.asString().strip();
            }
        }
        throw wrong("wrong.item", reply);
    }

    private static boolean isNumber(String text) {
        return text.length() <= MOST_OF_WORD && text.matches("\\s*\\d+[.)]?\\s*");
    }

    /**
     * The items of a list that has to match {@code count} items asked about, in their order: by their numbers when those
     * are complete, else as they come.
     */
    static List<JsonNode> matching(JsonNode node, String name, int count) {
        List<JsonNode> items = list(node, name);
        if (items.size() != count) {
            throw wrong("wrong.count", node, count, items.size());
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

    /** @param key what is wrong, in the bundle of faults */
    static UnusableReply wrong(String key, JsonNode reply, Object... values) {
        return new UnusableReply(UnusableReply.Kind.WRONG, key, reply.toString(), values);
    }
}
