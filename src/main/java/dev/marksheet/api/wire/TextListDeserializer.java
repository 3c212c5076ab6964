package dev.marksheet.api.wire;

import dev.marksheet.dataset.Passages;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.exc.MismatchedInputException;

/** Reads lists of texts in the forms that clients send. */
public abstract class TextListDeserializer extends ValueDeserializer<List<String>> {

    /** Not one inside the brackets of a metric's parameters. */
    private static final Pattern COMMA = Pattern.compile(",(?![^(]*\\))");

    private final boolean numbers;
    private final String form;

    private TextListDeserializer(boolean numbers, String form) {
        this.numbers = numbers;
        this.form = form;
    }

    /** Passages in the shapes in which tools hold them: {@link Passages} is the rule. */
    public static final class Contexts extends ValueDeserializer<List<String>> {

        @Override
        public List<String> deserialize(JsonParser parser, DeserializationContext context) {
            try {
                return Passages.of(context.readValue(parser, Object.class));
            } catch (Passages.UnreadableException e) {
                MismatchedInputException fault =
                        MismatchedInputException.from(parser, String.class, String.valueOf(e.getMessage()));
                throw e.index() < 0 ? fault : fault.prependPath(List.of(), e.index());
            }
        }
    }

    /** An array of strings or whole numbers, also as JSON inside a string. */
    public static final class Ids extends TextListDeserializer {
        Ids() {
            super(true, "must be an array of strings or whole numbers");
        }

        @Override
        @Nullable
        List<String> ofText(String text) {
            return list(text);
        }
    }

    /** An array of strings, also as JSON inside a string, or one string with commas between its parts. */
    public static final class Names extends TextListDeserializer {
        Names() {
            super(false, "must be an array of strings");
        }

        @Override
        List<String> ofText(String text) {
            List<String> list = list(text);
            return list != null
                    ? list
                    : Arrays.stream(COMMA.split(text))
                            .map(String::strip)
                            .filter(name -> !name.isEmpty())
                            .toList();
        }
    }

    /** The list that one string stands for, or null. */
    abstract @Nullable List<String> ofText(String text);

    /** The texts and whole numbers of an array that is JSON inside a string, or null. */
    static @Nullable List<String> list(String text) {
        return Passages.json(text) instanceof List<?> list
                        && list.stream().allMatch(e -> e instanceof String || e instanceof Integer || e instanceof Long)
                ? list.stream().map(String::valueOf).toList()
                : null;
    }

    @Override
    public @Nullable List<String> deserialize(JsonParser parser, DeserializationContext context) {
        if (parser.hasToken(JsonToken.VALUE_STRING)) {
            List<String> found = ofText(parser.getString());
            return found != null ? found : context.reportInputMismatch(this, form);
        }
        if (!parser.isExpectedStartArrayToken()) {
            return context.reportInputMismatch(this, form);
        }
        List<String> texts = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            boolean fits = token == JsonToken.VALUE_STRING || numbers && token == JsonToken.VALUE_NUMBER_INT;
            if (!fits) {
                throw MismatchedInputException.from(parser, String.class, form).prependPath(texts, texts.size());
            }
            texts.add(parser.getString());
        }
        return texts;
    }
}
