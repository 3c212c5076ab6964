package dev.marksheet.report;

import dev.marksheet.session.CallResult;
import dev.marksheet.session.JudgeFingerprint;
import dev.marksheet.session.Row;
import dev.marksheet.session.Usage;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What a row tells of its judging and what its client calls it, as cells. */
final class JudgingColumns {

    static final List<String> NAMES = List.of(
            "language",
            "judge_fingerprint",
            "latency_ms",
            "requests",
            "retries",
            "shared",
            "input_tokens",
            "output_tokens",
            "cost",
            "injections",
            "item",
            "metadata");

    /** Sums of prices carry noise in their last digits. */
    private static final MathContext COST_DIGITS = new MathContext(12);

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private JudgingColumns() {}

    /** The cells in the order of {@link #NAMES}; empty where nothing is known. */
    static List<String> of(Row row) {
        CallResult result = row.result();
        JudgeFingerprint fingerprint = result.fingerprint();
        Usage usage = Usage.total(result.usage().values());
        return List.of(
                row.request().language().wireName(),
                fingerprint == null ? "" : fingerprint.hash(),
                String.valueOf(result.latencyMs()),
                String.valueOf(usage.requests()),
                String.valueOf(usage.retries()),
                String.valueOf(usage.shared()),
                String.valueOf(usage.inputTokens()),
                String.valueOf(usage.outputTokens()),
                cost(usage.cost()),
                result.injections().stream()
                        .map(found -> found.field() + ": " + found.words())
                        .collect(Collectors.joining(CsvTable.CONTEXT_SEPARATOR)),
                Objects.requireNonNullElse(row.request().item(), ""),
                metadata(row.request().metadata()));
    }

    private static String cost(@Nullable Double cost) {
        return cost == null
                ? ""
                : BigDecimal.valueOf(cost)
                        .round(COST_DIGITS)
                        .stripTrailingZeros()
                        .toPlainString();
    }

    /** As a JSON object: whatever is in the pairs, programs can tell them apart. */
    private static String metadata(Map<String, String> pairs) {
        return pairs.isEmpty() ? "" : MAPPER.writeValueAsString(pairs);
    }
}
