package dev.marksheet.api.call;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.marksheet.api.wire.TextListDeserializer;
import dev.marksheet.api.wire.UnknownField;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * A scoring request as it comes over the wire, nothing checked yet. RAGAS's current field names are other spellings of
 * the classic ones.
 *
 * @param idempotencyKey names the call and is no part of it: it is read, never written
 * @param unknown fields that no call has
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ScoreBody(
        @Nullable String sessionId,
        @Nullable String question,
        @Nullable String userInput,
        @Nullable String answer,
        @Nullable String response,

        @JsonDeserialize(using = TextListDeserializer.Contexts.class) @Nullable
        List<String> contexts,

        @JsonDeserialize(using = TextListDeserializer.Contexts.class) @Nullable
        List<String> retrievedContexts,

        @Nullable String groundTruth,
        @Nullable String reference,

        @JsonDeserialize(using = TextListDeserializer.Contexts.class) @Nullable
        List<String> referenceContexts,

        @JsonDeserialize(using = TextListDeserializer.Ids.class) @Nullable
        List<String> retrievedContextIds,

        @JsonDeserialize(using = TextListDeserializer.Ids.class) @Nullable
        List<String> referenceContextIds,

        @JsonDeserialize(using = TextListDeserializer.Names.class) @Nullable
        List<String> metrics,

        @Nullable Map<String, @Nullable Map<String, Object>> metricParams,
        @Nullable String judgeModel,
        @Nullable String embeddingModel,
        @Nullable String language,

        @JsonDeserialize(using = ItemDeserializer.class) @Nullable
        String item,

        @Nullable String dataset,
        @Nullable Map<String, @Nullable String> metadata,

        @JsonProperty(access = JsonProperty.Access.WRITE_ONLY) @Nullable
        String idempotencyKey,

        @JsonAnySetter @JsonProperty(UnknownField.NO_NAME) @Nullable
        Map<String, UnknownField> unknown) {

    public ScoreBody {
        unknown = UnknownField.asSent(unknown);
    }
}
