package dev.marksheet.api.wire;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * The value of a field that no request has; it is passed over and not kept.
 *
 * @param holdsData whether there was anything in it: no null, blank text, empty list or empty object
 * @param number the value where it is a number, which may be a metric's threshold
 */
@JsonDeserialize(using = UnknownField.Reader.class)
public record UnknownField(boolean holdsData, @Nullable Double number) {

    /** Reads over the value, however large it is. */
    static final class Reader extends ValueDeserializer<UnknownField> {

        @Override
        public UnknownField deserialize(JsonParser json, DeserializationContext context) {
            return switch (json.currentToken()) {
                case VALUE_NULL -> new UnknownField(false, null);
                case VALUE_STRING -> new UnknownField(!json.getString().isBlank(), null);
                case START_ARRAY -> new UnknownField(hasContent(json, JsonToken.END_ARRAY), null);
                case START_OBJECT -> new UnknownField(hasContent(json, JsonToken.END_OBJECT), null);
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new UnknownField(true, json.getDoubleValue());
                default -> new UnknownField(true, null);
            };
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
            return new UnknownField(false, null);
        }
    }
}
