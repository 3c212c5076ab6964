package dev.marksheet.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * The one rule by which passages are read, whatever tool has sent them: an array of texts or of objects that hold one; an
 * object that holds such an array; either of them as JSON inside a string; or one string whose parts are separated by
 * {@code " |||| "}. A string inside an array is a passage as it stands, whatever it looks like. Pure; safe for use by many
 * threads at once.
 */
public final class Passages {

    public static final String FORM = "must be an array of texts or of objects that hold a text"
            + " (content, text, page_content, node.text, document, q and a, output), the same as JSON inside a string, or one"
            + " string with ' |||| ' between its parts";

    private static final Pattern SEPARATOR = Pattern.compile(" \\|\\|\\|\\| ");

    /** Where tools keep the text of a passage, the likeliest first. */
    private static final List<String> TEXT = List.of(
            "content",
            "text",
            "page_content",
            "pageContent",
            "content_with_weight",
            "output",
            "passage",
            "context",
            "chunk_content",
            "snippet");

    /** Objects around the text: LlamaIndex's node, LangChain's arguments, Dify's segment, LangChain4j's text segment. */
    private static final List<String> AROUND = List.of(
            "node", "document", "segment", "textSegment", "text_segment", "text_resource", "kwargs", "chunk", "doc");

    /** Where tools keep the passages of an answer. */
    private static final List<String> LISTS = List.of(
            "contexts",
            "result",
            "records",
            "chunks",
            "documents",
            "docs",
            "paragraph_list",
            "outputList",
            "output_list",
            "quoteList",
            "quote_list",
            "quoteQA",
            "retriever_resources",
            "source_nodes",
            "sourceNodes",
            "source_documents",
            "nodes",
            "results",
            "items",
            "data",
            "reference",
            "context",
            "metadata");

    private static final int DEEPEST = 6;

    /** No call needs more values, each of which takes ten times its characters. */
    private static final JsonMapper INSIDE = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(50)
                            .maxNumberLength(100)
                            .maxTokenCount(100_000)
                            .build())
                    .build())
            .build();

    /** Passages that can't be read; the message says what was expected. */
    public static final class UnreadableException extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final int index;

        UnreadableException(int index) {
            super(FORM);
            this.index = index;
        }

        /** Which of the passages it is, from 0 on; negative when it is all. */
        public int index() {
            return index;
        }
    }

    private Passages() {}

    /**
     * The texts of the passages.
     *
     * @param value as JSON is read: text, list, map, number, boolean or null
     * @throws UnreadableException if one of them has no text
     */
    public static List<String> of(@Nullable Object value) {
        if (value == null) {
            return List.of();
        }
        if (value instanceof String text) {
            return ofText(text);
        }
        if (value instanceof List<?> list) {
            return ofList(list);
        }
        if (value instanceof Map<?, ?> map) {
            return ofObject(map, 0);
        }
        throw new UnreadableException(-1);
    }

    private static List<String> ofText(String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        Object json = json(text);
        if (json != null) {
            try {
                return of(json);
            } catch (UnreadableException e) {
                // A text that happens to look like JSON.
                return List.of(text);
            }
        }
        return Arrays.asList(SEPARATOR.split(text, -1));
    }

    /** The array or object that the text is, or null. */
    public static @Nullable Object json(String text) {
        String plain = text.strip();
        boolean looksLikeJson =
                plain.startsWith("[") && plain.endsWith("]") || plain.startsWith("{") && plain.endsWith("}");
        if (!looksLikeJson) {
            return null;
        }
        try {
            return INSIDE.readValue(plain, Object.class);
        } catch (JacksonException e) {
            return null;
        }
    }

    private static List<String> ofList(List<?> list) {
        List<String> texts = new ArrayList<>();
        for (Object element : list) {
            String text = text(element, 0);
            if (text == null) {
                throw new UnreadableException(texts.size());
            }
            texts.add(text);
        }
        return texts;
    }

    private static List<String> ofObject(Map<?, ?> object, int depth) {
        String text = textOf(object, 0);
        if (text != null) {
            return List.of(text);
        }
        Object inner = LISTS.stream()
                .map(name -> (Object) object.get(name))
                .filter(value -> value instanceof List<?> || value instanceof Map<?, ?>)
                .findFirst()
                .orElseThrow(() -> new UnreadableException(-1));
        if (inner instanceof Map<?, ?> map) {
            if (depth == DEEPEST) {
                throw new UnreadableException(-1);
            }
            return ofObject(map, depth + 1);
        }
        return ofList((List<?>) inner);
    }

    private static @Nullable String text(@Nullable Object element, int depth) {
        if (element instanceof String text) {
            return text;
        }
        if (element instanceof Map<?, ?> map && depth < DEEPEST) {
            return textOf(map, depth);
        }
        // A document beside its score.
        if (element instanceof List<?> pair && pair.size() == 2 && pair.get(1) instanceof Number && depth < DEEPEST) {
            return text(pair.get(0), depth + 1);
        }
        return null;
    }

    private static @Nullable String textOf(Map<?, ?> object, int depth) {
        if (object.get("q") instanceof String q) {
            return object.get("a") instanceof String a && !a.isEmpty() ? q + "\n" + a : q;
        }
        return Stream.concat(
                        TEXT.stream().map(object::get).filter(String.class::isInstance),
                        AROUND.stream()
                                .map(object::get)
                                .filter(inner -> inner instanceof String || inner instanceof Map<?, ?>)
                                .map(inner -> text(inner, depth + 1)))
                .filter(text -> text != null)
                .map(String.class::cast)
                .findFirst()
                .orElse(null);
    }
}
