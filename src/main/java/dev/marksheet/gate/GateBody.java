package dev.marksheet.gate;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a gate says, as it is written as JSON. Pure.
 *
 * @param verdict {@code PASS}, {@code FAIL} or {@code UNDECIDED}
 * @param alpha the probability with which a wrong verdict is accepted
 * @param rule {@code evidence} or {@code mean}
 * @param baseline only where one was asked for
 */
public record GateBody(
        String verdict,
        double alpha,
        String rule,
        Calls calls,
        List<Met> criteria,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Baseline baseline) {

    private static final int PLACES = 6;

    /**
     * How far the calls have come.
     *
     * @param counted ended calls before the first open one
     * @param expected null where nobody said
     */
    public record Calls(long counted, long open, @Nullable Long expected) {

        static Calls of(Progress progress) {
            return new Calls(progress.counted(), progress.open(), progress.expected());
        }
    }

    /**
     * One criterion.
     *
     * @param evidenceFor the evidence for a mean better than the threshold: now, or when it decided
     * @param reason why, in the language that was asked for
     */
    public record Met(
            String metric,
            double threshold,
            String verdict,
            @Nullable Double mean,
            long scored,
            long failed,
            long skipped,
            @Nullable Double coverage,
            double evidenceFor,
            double evidenceAgainst,
            String reason) {

        static Met of(CriterionResult result, GateWords words) {
            return new Met(
                    result.metric(),
                    result.threshold(),
                    result.verdict().name(),
                    rounded(result.mean()),
                    result.scored(),
                    result.failed(),
                    result.skipped(),
                    rounded(result.coverage()),
                    result.evidenceFor(),
                    result.evidenceAgainst(),
                    words.reasons(result.reasons()));
        }
    }

    /**
     * The session against another.
     *
     * @param margin by how much it may be worse
     * @param reason why nothing can be compared; empty where something was
     */
    public record Baseline(String sessionId, double margin, String verdict, List<Compared> metrics, String reason) {

        static Baseline of(BaselineResult result, GateWords words) {
            return new Baseline(
                    result.session().value(),
                    result.margin(),
                    result.verdict().name(),
                    result.metrics().stream().map(m -> Compared.of(m, words)).toList(),
                    words.reasons(result.reasons()));
        }
    }

    /**
     * One metric against the baseline.
     *
     * @param difference mean of the session's scores less the baseline's, item by item; null without pairs
     */
    public record Compared(
            String metric,
            String verdict,
            @Nullable Double difference,
            long pairs,
            long missing,
            double evidenceFor,
            double evidenceAgainst,
            String reason) {

        static Compared of(BaselineResult.Metric metric, GateWords words) {
            return new Compared(
                    metric.metric(),
                    metric.verdict().name(),
                    rounded(metric.difference()),
                    metric.pairs(),
                    metric.missing(),
                    metric.evidenceFor(),
                    metric.evidenceAgainst(),
                    words.reasons(metric.reasons()));
        }
    }

    public static GateBody of(GateResult result, GateWords words) {
        return new GateBody(
                result.verdict().name(),
                result.question().alpha(),
                result.question().rule().wireName(),
                Calls.of(result.progress()),
                result.criteria().stream().map(c -> Met.of(c, words)).toList(),
                result.baseline() == null ? null : Baseline.of(result.baseline(), words));
    }

    private static @Nullable Double rounded(@Nullable Double value) {
        return value == null
                ? null
                : BigDecimal.valueOf(value)
                        .setScale(PLACES, RoundingMode.HALF_EVEN)
                        .doubleValue();
    }
}
