package dev.marksheet.api.call;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.marksheet.api.wire.TextListDeserializer;
import dev.marksheet.api.wire.UnknownField;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * An order to score a session anew as it comes over the wire, nothing checked yet.
 *
 * @param only {@code failed}, or ids of jobs or items
 * @param unknown fields that no order has
 */
public record RescoreBody(
        @Nullable String sessionId,
        @Nullable String judgeModel,
        @Nullable String embeddingModel,

        @JsonDeserialize(using = TextListDeserializer.Names.class) @Nullable
        List<String> metrics,

        @Nullable Map<String, @Nullable Map<String, Object>> metricParams,

        @JsonDeserialize(using = TextListDeserializer.Names.class) @Nullable
        List<String> only,

        @JsonAnySetter @JsonProperty(UnknownField.NO_NAME) @Nullable
        Map<String, UnknownField> unknown) {

    public RescoreBody {
        unknown = UnknownField.asSent(unknown);
    }
}
