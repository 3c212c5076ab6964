package dev.marksheet.api;

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
abstract class TextListDeserializer extends ValueDeserializer<List<String>> {

    private static final Pattern SEPARATOR = Pattern.compile(" \\|\\|\\|\\| ");

    /** Not one inside the brackets of a metric's parameters. */
    private static final Pattern COMMA = Pattern.compile(",(?![^(]*\\))");

    private final boolean oneString;
    private final boolean commas;
    private final boolean numbers;
    private final String form;

    private TextListDeserializer(boolean oneString, boolean commas, boolean numbers, String form) {
        this.oneString = oneString;
        this.commas = commas;
        this.numbers = numbers;
        this.form = form;
    }

    /** An array of strings, or one string whose parts are separated by {@code " |||| "}. */
    static final class Passages extends TextListDeserializer {
        Passages() {
            super(true, false, false, "must be an array of strings, or one string with ' |||| ' between its parts");
        }
    }

    /** An array of strings or whole numbers. */
    static final class Ids extends TextListDeserializer {
        Ids() {
            super(false, false, true, "must be an array of strings or whole numbers");
        }
    }

    /** An array of strings, or one string with commas between its parts. */
    static final class Names extends TextListDeserializer {
        Names() {
            super(false, true, false, "must be an array of strings");
        }
    }

    @Override
    public @Nullable List<String> deserialize(JsonParser parser, DeserializationContext context) {
        if (oneString && parser.hasToken(JsonToken.VALUE_STRING)) {
            String text = parser.getString();
            return text.isEmpty() ? List.of() : Arrays.asList(SEPARATOR.split(text, -1));
        }
        if (commas && parser.hasToken(JsonToken.VALUE_STRING)) {
            return Arrays.stream(COMMA.split(parser.getString()))
                    .map(String::strip)
                    .filter(name -> !name.isEmpty())
                    .toList();
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
