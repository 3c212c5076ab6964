package dev.marksheet.gate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a gate says of one criterion.
 *
 * @param mean of the scores of the counted calls, in the metric's units; null without scores
 * @param scored counted calls with a score
 * @param failed counted calls of which the judge gave none
 * @param skipped counted calls that the metric does not apply to
 * @param coverage scored ÷ (scored + failed); null where both are 0
 * @param higherIsBetter whether the mean is to lie above the threshold
 * @param evidenceFor the evidence for a mean better than the threshold: now, or when it decided
 * @param evidenceAgainst the evidence for a worse one
 * @param passAt the evidence at which it passes
 * @param failAt the evidence at which it fails
 * @param reasons why the verdict is as it is; for UNDECIDED what is missing
 */
public record CriterionResult(
        String metric,
        double threshold,
        GateVerdict verdict,
        @Nullable Double mean,
        long scored,
        long failed,
        long skipped,
        @Nullable Double coverage,
        boolean higherIsBetter,
        double evidenceFor,
        double evidenceAgainst,
        double passAt,
        double failAt,
        List<Reason> reasons) {

    public CriterionResult {
        reasons = List.copyOf(reasons);
    }

    /** What the tally of a criterion comes to. */
    static CriterionResult of(Criterion criterion, Tally tally, boolean higherIsBetter, Verdicts.Ruling ruling) {
        SequentialTest test = tally.test();
        return new CriterionResult(
                criterion.metric(),
                criterion.threshold(),
                ruling.verdict(),
                tally.mean(),
                tally.scored(),
                tally.failed(),
                tally.skipped(),
                tally.coverage(),
                higherIsBetter,
                test.evidenceFor(),
                test.evidenceAgainst(),
                test.passAt(),
                test.failAt(),
                ruling.reasons());
    }

    /** A criterion of which nothing can be told. */
    static CriterionResult untold(Criterion criterion, GateQuestion question, int criteria, Reason reason) {
        double alpha = question.alphaOfEveryLook();
        return new CriterionResult(
                criterion.metric(),
                criterion.threshold(),
                GateVerdict.UNDECIDED,
                null,
                0,
                0,
                0,
                null,
                true,
                1,
                1,
                1 / alpha,
                criteria / alpha,
                new ArrayList<>(List.of(reason)));
    }

    /** Whether it is the judge's doing that there is no verdict. */
    public boolean isJudgeTrouble() {
        return verdict == GateVerdict.UNDECIDED
                && (scored == 0 && failed > 0
                        || reasons.stream().anyMatch(reason -> reason.key().equals(Verdicts.COVERAGE)));
    }
}
