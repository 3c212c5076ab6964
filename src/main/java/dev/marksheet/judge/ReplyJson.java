package dev.marksheet.judge;

import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Finds the JSON in what a model wrote: after its thinking, inside code fences, between words. Small slips that leave no
 * doubt about the meaning are forgiven (single quotes, a comma too many); a reply that breaks off is not.
 */
final class ReplyJson {

    private static final JsonMapper LENIENT = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .enable(JsonReadFeature.ALLOW_UNQUOTED_PROPERTY_NAMES)
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Pattern THOUGHT = Pattern.compile("(?is)<think(?:ing)?>.*?</think(?:ing)?>");
    private static final Pattern END_OF_THOUGHT = Pattern.compile("(?is)^.*</think(?:ing)?>");
    private static final Pattern OPEN_THOUGHT = Pattern.compile("(?is)<think(?:ing)?>.*$");
    private static final int MOST_CANDIDATES = 50;

    private ReplyJson() {}

    /** @throws UnusableReply if there is no object of that shape in it */
    static JsonNode find(String reply, ReplyShape shape) {
        if (reply.isBlank()) {
            throw new UnusableReply(UnusableReply.Kind.EMPTY, "the judge replied with nothing", "");
        }
        String text = withoutThoughts(reply);
        JsonNode found = firstOf(text, shape);
        if (found != null) {
            return found;
        }
        if (shape.prose() && !text.isBlank() && !text.startsWith("{")) {
            ObjectNode root = LENIENT.createObjectNode();
            return root.put(shape.key(), text);
        }
        throw new UnusableReply(UnusableReply.Kind.UNREADABLE, "the judge's reply is not the JSON asked for", reply);
    }

    /** Some servers leave out the opening tag, as it belongs to their prompt. */
    static String withoutThoughts(String reply) {
        String text = THOUGHT.matcher(reply).replaceAll("");
        text = END_OF_THOUGHT.matcher(text).replaceFirst("");
        return OPEN_THOUGHT.matcher(text).replaceFirst("").strip();
    }

    /** An object of the shape before any bare list: lists stand in prose too, as numbers of passages. */
    private static @Nullable JsonNode firstOf(String text, ReplyShape shape) {
        JsonNode object = first(text, '{', (node, at) -> node.has(shape.key()));
        if (object != null || !shape.list()) {
            return object;
        }
        JsonNode list = first(text, '[', (node, at) -> isList(node) && !insideObject(text, at));
        return list == null ? null : LENIENT.createObjectNode().set(shape.key(), list);
    }

    private static @Nullable JsonNode first(String text, char opening, BiPredicate<JsonNode, Integer> wanted) {
        int candidates = 0;
        int at = text.indexOf(opening);
        while (at >= 0 && candidates++ < MOST_CANDIDATES) {
            JsonNode node = parse(text.substring(at));
            if (node != null && wanted.test(node, at)) {
                return node;
            }
            at = text.indexOf(opening, at + 1);
        }
        return null;
    }

    private static boolean isList(JsonNode node) {
        for (JsonNode item : node) {
            if (!item.isObject() && !item.isString()) {
                return false;
            }
        }
        return true;
    }

    /** A list that is a member of a broken object is not the reply: the object was cut off or is another one. */
    private static boolean insideObject(String text, int at) {
        return text.lastIndexOf('{', at) >= 0;
    }

    private static @Nullable JsonNode parse(String text) {
        try (JsonParser parser = LENIENT.createParser(text)) {
            return LENIENT.readTree(parser);
        } catch (JacksonException e) {
            return null;
        }
    }
}
