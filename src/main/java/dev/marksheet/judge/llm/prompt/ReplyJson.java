package dev.marksheet.judge.llm.prompt;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Finds the JSON in what a model wrote: after its thinking, inside code fences, between words. The last object of the
 * shape counts, as drafts and objects quoted from the texts come before the verdict; what stands inside an object, be it
 * JSON or thinking tags, is its own words. Small slips that leave no doubt about the meaning are forgiven (single quotes,
 * a comma too many); a reply that breaks off is not. Reads each character about once.
 */
public final class ReplyJson {

    private static final JsonMapper LENIENT = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .enable(JsonReadFeature.ALLOW_UNQUOTED_PROPERTY_NAMES)
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** A thinking tag, an object or a list. */
    private static final Pattern LANDMARK = Pattern.compile("(?i)<(/?)think(?:ing)?>|[{\\[]");

    private static final Pattern END_OF_THOUGHT = Pattern.compile("(?i)</think(?:ing)?>");
    private static final int MOST_ATTEMPTS = 1000;

    private final String text;
    private final ReplySchema shape;
    private final StringBuilder prose = new StringBuilder();
    private @Nullable JsonNode object;
    private @Nullable JsonNode list;
    private boolean seenBrace;
    private int attempts;

    private ReplyJson(String text, ReplySchema shape) {
        this.text = text;
        this.shape = shape;
    }

    /** @throws UnusableReply if there is no object of that shape in it */
    public static JsonNode find(String reply, ReplySchema shape) {
        if (reply.isBlank()) {
            throw new UnusableReply(UnusableReply.Kind.EMPTY, "reply.empty", "");
        }
        ReplyJson json = new ReplyJson(reply, shape);
        JsonNode found = json.scan() ? json.found() : null;
        if (found == null) {
            throw new UnusableReply(UnusableReply.Kind.UNREADABLE, "reply.no_json", reply);
        }
        return found;
    }

    private @Nullable JsonNode found() {
        if (object != null) {
            return object;
        }
        if (list != null) {
            return LENIENT.createObjectNode().set(shape.key(), list);
        }
        String words = prose.toString().strip();
        if (!shape.prose() || words.isEmpty() || words.startsWith("{")) {
            return null;
        }
        ObjectNode root = LENIENT.createObjectNode();
        return root.put(shape.key(), words);
    }

    /** @return false when an object was begun and never ended */
    private boolean scan() {
        Matcher landmark = LANDMARK.matcher(text);
        int at = 0;
        while (at >= 0 && at < text.length() && landmark.find(at)) {
            prose.append(text, at, landmark.start());
            String tag = landmark.group(1);
            if (tag != null) {
                at = tag.isEmpty() ? afterThought(landmark.end()) : begin(landmark.end());
                continue;
            }
            int next = value(landmark.start());
            if (next < 0) {
                return false;
            }
            prose.append(text, landmark.start(), next);
            at = next;
        }
        prose.append(text, at < 0 ? text.length() : Math.min(at, text.length()), text.length());
        return true;
    }

    /** A thought that never ends leaves nothing behind it; -1 then. */
    private int afterThought(int from) {
        Matcher end = END_OF_THOUGHT.matcher(text);
        return end.find(from) ? end.end() : -1;
    }

    /** Some servers leave out the opening tag, as it belongs to their prompt: all before was thought. */
    private int begin(int from) {
        object = null;
        list = null;
        seenBrace = false;
        prose.setLength(0);
        return from;
    }

    /** Reads the object or list at {@code start}; where to go on, or -1 when it breaks off. */
    private int value(int start) {
        boolean brace = text.charAt(start) == '{';
        // An object comes before any bare list, which stands in prose too, as numbers of passages; and a list that is a
        // member of a broken object is not the reply.
        boolean wanted = brace || shape.list() && !seenBrace;
        seenBrace |= brace;
        if (!wanted || attempts++ >= MOST_ATTEMPTS) {
            return start + 1;
        }
        Attempt attempt = parse(start);
        JsonNode node = attempt.node();
        if (node == null) {
            return attempt.brokeOff() ? -1 : brace ? Math.max(start + 1, attempt.end() - 1) : start + 1;
        }
        take(node);
        return attempt.end();
    }

    private void take(JsonNode node) {
        if (node.isObject()) {
            object = node.has(shape.key()) ? node : object;
            return;
        }
        for (JsonNode item : node) {
            if (item.isObject()) {
                take(item);
            } else if (!item.isString()) {
                return;
            }
        }
        list = node.isEmpty() && list != null ? list : node;
    }

    /**
     * One try to read JSON.
     *
     * @param node null when there is none
     * @param end the index behind what was read
     * @param brokeOff whether all was well up to the end of the text
     */
    private record Attempt(@Nullable JsonNode node, int end, boolean brokeOff) {}

    private Attempt parse(int start) {
        StringReader reader = new StringReader(text);
        skip(reader, start);
        try (JsonParser parser = LENIENT.createParser(reader)) {
            try {
                JsonNode node = LENIENT.readTree(parser);
                return new Attempt(node, start + offset(parser), false);
            } catch (UnexpectedEndOfInputException e) {
                return new Attempt(null, text.length(), true);
            } catch (JacksonException e) {
                return new Attempt(null, start + offset(parser), false);
            }
        }
    }

    private static int offset(JsonParser parser) {
        return (int) parser.currentLocation().getCharOffset();
    }

    private static void skip(StringReader reader, int count) {
        try {
            reader.skip(count);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
