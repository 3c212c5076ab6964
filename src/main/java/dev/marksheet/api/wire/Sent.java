package dev.marksheet.api.wire;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * A field that was sent; where it was not, there is null in place of this. So a field that is left out is told from one
 * that is to be cleared.
 *
 * @param value null for JSON's null
 */
@JsonDeserialize(using = Sent.Reader.class)
public record Sent<T>(@Nullable T value) {

    /** Reads the value as its own type says. */
    static final class Reader extends ValueDeserializer<Sent<?>> {

        private final @Nullable JavaType type;

        Reader() {
            this(null);
        }

        private Reader(@Nullable JavaType type) {
            this.type = type;
        }

        @Override
        public ValueDeserializer<?> createContextual(DeserializationContext context, BeanProperty property) {
            return new Reader(property.getType().containedTypeOrUnknown(0));
        }

        @Override
        public Sent<?> deserialize(JsonParser json, DeserializationContext context) {
            return new Sent<Object>(context.readValue(json, type));
        }

        @Override
        public Sent<?> getNullValue(DeserializationContext context) {
            return new Sent<>(null);
        }

        @Override
        public @Nullable Object getAbsentValue(DeserializationContext context) {
            return null;
        }
    }
}
