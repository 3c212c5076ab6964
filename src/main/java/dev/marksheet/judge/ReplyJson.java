package dev.marksheet.judge;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.json.JsonReadFeature;
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

    private static @Nullable JsonNode firstOf(String text, ReplyShape shape) {
        int candidates = 0;
        for (int i = 0; i < text.length() && candidates < MOST_CANDIDATES; i++) {
            char c = text.charAt(i);
            boolean bareList = c == '[' && shape.list();
            if (c != '{' && !bareList) {
                continue;
            }
            candidates++;
            JsonNode node = parse(text.substring(i));
            if (node == null) {
                continue;
            }
            if (node.isObject() && node.has(shape.key())) {
                return node;
            }
            if (bareList && !insideObject(text, i)) {
                return LENIENT.createObjectNode().set(shape.key(), node);
            }
        }
        return null;
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
