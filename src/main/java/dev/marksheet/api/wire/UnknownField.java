package dev.marksheet.api.wire;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /** That of a map of them: the map is no field itself, and under a name that could be sent, one could be sent for it. */
    public static final String NO_NAME = "\0";

    /**
     * The fields in the order in which they were sent: what reads them hands the last one first.
     *
     * @param read as {@code JsonAnySetter} gives them to a record; null for none
     */
    public static @Nullable Map<String, UnknownField> asSent(@Nullable Map<String, UnknownField> read) {
        if (read == null) {
            return null;
        }
        List<Map.Entry<String, UnknownField>> fields = new ArrayList<>(read.entrySet());
        Collections.reverse(fields);
        Map<String, UnknownField> sent = new LinkedHashMap<>();
        fields.forEach(field -> sent.put(field.getKey(), field.getValue()));
        return sent;
    }

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
