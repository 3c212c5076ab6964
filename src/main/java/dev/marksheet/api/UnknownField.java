package dev.marksheet.api;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * The value of a field that no request has; it is passed over and not kept.
 *
 * @param holdsData whether there was anything in it: no null, blank text, empty list or empty object
 */
@JsonDeserialize(using = UnknownField.Reader.class)
record UnknownField(boolean holdsData) {

    /** Reads over the value, however large it is. */
    static final class Reader extends ValueDeserializer<UnknownField> {

        @Override
        public UnknownField deserialize(JsonParser json, DeserializationContext context) {
            return new UnknownField(
                    switch (json.currentToken()) {
                        case VALUE_NULL -> false;
                        case VALUE_STRING -> !json.getString().isBlank();
                        case START_ARRAY -> hasContent(json, JsonToken.END_ARRAY);
                        case START_OBJECT -> hasContent(json, JsonToken.END_OBJECT);
                        default -> true;
                    });
        }

        private static boolean hasContent(JsonParser json, JsonToken end) {
            boolean any = false;
            while (json.nextToken() != end) {
                any = true;
                json.skipChildren();
            }
            return any;
        }

        @Override
        public UnknownField getNullValue(DeserializationContext context) {
            return new UnknownField(false);
        }
    }
}
