package dev.marksheet.report;

import dev.marksheet.session.CallResult;
import dev.marksheet.session.JudgeFingerprint;
import dev.marksheet.session.Usage;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What a row tells of its judging and what its client calls it, as cells. */
final class JudgingColumns {

    /** The columns, in their order. */
    static final List<Column> ALL = List.of(
            new Column("language", row -> row.request().language().wireName()),
            new Column("judge_fingerprint", row -> fingerprint(row.result().fingerprint())),
            new Column("latency_ms", row -> String.valueOf(row.result().latencyMs())),
            of("requests", usage -> String.valueOf(usage.requests())),
            of("retries", usage -> String.valueOf(usage.retries())),
            of("shared", usage -> String.valueOf(usage.shared())),
            of("input_tokens", usage -> String.valueOf(usage.inputTokens())),
            of("output_tokens", usage -> String.valueOf(usage.outputTokens())),
            of("cost", usage -> cost(usage.cost())),
            new Column("injections", row -> injections(row.result())),
            new Column("item", row -> Objects.requireNonNullElse(row.request().item(), "")),
            new Column("metadata", row -> metadata(row.request().metadata())));

    /** Sums of prices carry noise in their last digits. */
    private static final MathContext COST_DIGITS = new MathContext(12);

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private JudgingColumns() {}

    private static Column of(String name, Function<Usage, String> cell) {
        return new Column(
                name, row -> cell.apply(Usage.total(row.result().usage().values())));
    }

    private static String fingerprint(@Nullable JudgeFingerprint fingerprint) {
        return fingerprint == null ? "" : fingerprint.hash();
    }

    private static String injections(CallResult result) {
        return result.injections().stream()
                .map(found -> found.field() + ": " + found.words())
                .collect(Collectors.joining(CsvTable.CONTEXT_SEPARATOR));
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
