package dev.marksheet.report.old;

import dev.marksheet.session.Score;
import dev.marksheet.session.evidence.Evidence;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What an old JSON file says; what is missing or of another kind is as if it were not there. */
record OldJob(@Nullable JsonNode json) {

    private static final String SKIPPED = "was skipped when it was first scored";

    private @Nullable JsonNode value(String name) {
        JsonNode value = json == null ? null : json.get(name);
        return value == null || value.isNull() ? null : value;
    }

    String text(String name, String byDefault) {
        String text = textOrNull(name);
        return text == null || text.isEmpty() ? byDefault : text;
    }

    @Nullable
    String textOrNull(String name) {
        JsonNode value = value(name);
        return value == null || !value.isString() ? null : value.asString();
    }

    List<String> texts(String name) {
        JsonNode value = value(name);
        return value == null || !value.isArray()
                ? List.of()
                : value.valueStream()
                        .filter(JsonNode::isString)
                        .map(JsonNode::asString)
                        .distinct()
                        .toList();
    }

    OldJob inner(String name) {
        return new OldJob(value(name));
    }

    long number(String name, long byDefault) {
        JsonNode value = value(name);
        return value == null || !value.isNumber() ? byDefault : Math.round(value.asDouble());
    }

    /** ISO-8601, in UTC where no zone is told as Python writes it, or seconds since 1970. */
    Instant time(String name, Instant byDefault) {
        JsonNode value = value(name);
        if (value != null && value.isNumber()) {
            return Instant.ofEpochMilli(Math.round(value.asDouble() * 1000));
        }
        String text = value == null || !value.isString() ? "" : value.asString().replace(' ', 'T');
        try {
            boolean zoned = text.endsWith("Z") || text.matches(".*[+-]\\d\\d:?\\d\\d");
            return zoned
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            return byDefault;
        }
    }

    /** What an error that names several metrics says of one, which stands with the metric's name. */
    private static String reason(String error, String metric) {
        return error.startsWith(metric + ": ") && !error.contains("; ") ? error.substring(metric.length() + 2) : error;
    }

    /** The outcome that a cell stands for; empty where the metric was not asked for. */
    static Optional<Score> score(String cell, String metric, OldJob job, String error) {
        try {
            double value = Double.parseDouble(cell.strip());
            if (Double.isFinite(value)) {
                return Optional.of(new Score.Scored(value, Evidence.NONE));
            }
        } catch (NumberFormatException e) {
            // An empty cell, as that of a metric without a score.
        }
        if (job.texts("skipped_metrics").contains(metric)) {
            return Optional.of(new Score.Skipped(SKIPPED, List.of(), Evidence.NONE));
        }
        boolean asked = job.inner("request_summary").texts("metrics").contains(metric);
        boolean named = error.contains(metric);
        return asked || named
                ? Optional.of(
                        new Score.Failed(error.isEmpty() ? "failed when it was first scored" : reason(error, metric)))
                : Optional.empty();
    }
}
