package dev.marksheet.api.dataset;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.marksheet.api.call.RescoreBody;
import dev.marksheet.api.wire.TextListDeserializer;
import dev.marksheet.api.wire.UnknownField;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * An order to score a dataset as it comes over the wire, nothing checked yet.
 *
 * @param version null for the latest
 * @param unknown fields that no order has
 */
record DatasetScoreBody(
        @Nullable String sessionId,
        @Nullable Integer version,

        @JsonDeserialize(using = TextListDeserializer.Names.class) @Nullable
        List<String> metrics,

        @Nullable Map<String, @Nullable Map<String, Object>> metricParams,
        @Nullable String judgeModel,
        @Nullable String embeddingModel,
        @Nullable String language,

        @JsonAnySetter @JsonProperty(UnknownField.NO_NAME) @Nullable
        Map<String, UnknownField> unknown) {

    DatasetScoreBody {
        unknown = UnknownField.asSent(unknown);
    }

    /** What its calls have other than by default. */
    RescoreBody changes() {
        return new RescoreBody(sessionId, judgeModel, embeddingModel, metrics, metricParams, null, null);
    }
}
