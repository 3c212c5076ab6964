package dev.marksheet.api.session;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.marksheet.api.wire.Sent;
import dev.marksheet.api.wire.UnknownField;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A session's settings as they come over the wire, nothing checked yet. A field that was not sent is null and leaves the
 * setting as it is; one that was sent as null clears it.
 *
 * @param unknown fields that no session has
 */
record SettingsBody(
        @Nullable Sent<String> name,
        @Nullable Sent<Map<String, @Nullable String>> labels,
        @Nullable Sent<Boolean> pinned,
        @Nullable Sent<Double> expect,
        @Nullable Sent<Gate> gate,
        @Nullable Sent<Double> budget,

        @JsonAnySetter @JsonProperty(UnknownField.NO_NAME) @Nullable
        Map<String, UnknownField> unknown) {

    SettingsBody {
        unknown = UnknownField.asSent(unknown);
    }

    /**
     * What the session's gate is to ask.
     *
     * @param unknown fields that no gate has
     */
    record Gate(
            @Nullable Map<String, @Nullable Double> criteria,
            @Nullable String baseline,
            @Nullable Double margin,
            @Nullable Double minCoverage,
            @Nullable Double alpha,
            @Nullable String rule,

            @JsonAnySetter @JsonProperty(UnknownField.NO_NAME) @Nullable
            Map<String, UnknownField> unknown) {

        Gate {
            unknown = UnknownField.asSent(unknown);
        }
    }
}
