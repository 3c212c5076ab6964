package dev.marksheet.api.call;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.exc.MismatchedInputException;

/** Reads a row's id, which tools send as a string or as a whole number. */
final class ItemDeserializer extends ValueDeserializer<String> {

    @Override
    public @Nullable String deserialize(JsonParser json, DeserializationContext context) {
        if (json.hasToken(JsonToken.VALUE_STRING)) {
            return json.getString();
        }
        if (json.hasToken(JsonToken.VALUE_NUMBER_INT)) {
            return json.getBigIntegerValue().toString();
        }
        throw MismatchedInputException.from(json, Integer.class, "must be a string or a whole number");
    }
}
