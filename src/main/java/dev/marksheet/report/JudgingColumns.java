package dev.marksheet.report;

import dev.marksheet.session.CallResult;
import dev.marksheet.session.JudgeFingerprint;
import dev.marksheet.session.Row;
import dev.marksheet.session.Usage;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.stream.Collectors;

/** What a row tells of its judging, as cells. */
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
            "injections");

    /** Sums of prices carry noise in their last digits. */
    private static final MathContext COST_DIGITS = new MathContext(12);

    private JudgingColumns() {}

    /** The cells in the order of {@link #NAMES}; empty where nothing is known. */
    static List<String> of(Row row) {
        CallResult result = row.result();
        JudgeFingerprint fingerprint = result.fingerprint();
        Usage usage = Usage.total(result.usage().values());
        Double cost = usage.cost();
        return List.of(
                row.request().language().wireName(),
                fingerprint == null ? "" : fingerprint.hash(),
                String.valueOf(result.latencyMs()),
                String.valueOf(usage.requests()),
                String.valueOf(usage.retries()),
                String.valueOf(usage.shared()),
                String.valueOf(usage.inputTokens()),
                String.valueOf(usage.outputTokens()),
                cost == null
                        ? ""
                        : BigDecimal.valueOf(cost)
                                .round(COST_DIGITS)
                                .stripTrailingZeros()
                                .toPlainString(),
                result.injections().stream()
                        .map(found -> found.field() + ": " + found.words())
                        .collect(Collectors.joining(CsvTable.CONTEXT_SEPARATOR)));
    }
}
