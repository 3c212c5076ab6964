package dev.marksheet.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marksheet.gate.BaselineResult.Pairs;
import dev.marksheet.statistics.MetricRange;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaselineVerdictsTests {

    /** Differences of two unit scores lie between -1 and 1. */
    private static final Scale DIFFERENCES = new Scale(new MetricRange(-1, 1, true));

    private static final Criterion NOT_WORSE = new Criterion("exact_match", -0.02);

    @Test
    void comparesItemsThatBothHave() {
        BaselineResult.Metric metric = compared(new Pairs(pairs(0.5, 0.25, 0), true, 0, 0, 3));

        assertThat(metric.metric()).isEqualTo("exact_match");
        assertThat(metric.difference()).isCloseTo(0.25, within(1e-12));
        assertThat(metric.pairs()).isEqualTo(3);
        assertThat(metric.missing()).isZero();
        assertThat(metric.verdict()).isEqualTo(GateVerdict.UNDECIDED);
        assertThat(metric.reasons()).extracting(Reason::key).containsExactly("more");
        assertThat(metric.evidenceFor()).isGreaterThan(1);
        assertThat(metric.evidenceAgainst()).isLessThan(1);
        assertThat(metric.passAt()).isEqualTo(20);
    }

    /** The tally counts how much better a session is; where less is better, that is the baseline's mean less its own. */
    @Test
    void turnsTheDifferenceToTheMetricsOwnDirection() {
        assertThat(new Pairs(pairs(0.5, 0.3), false, 0, 0, 2).difference()).isCloseTo(-0.4, within(1e-12));
        assertThat(new Pairs(pairs(0.5, 0.3), true, 0, 0, 2).difference()).isCloseTo(0.4, within(1e-12));
        assertThat(new Pairs(pairs(), false, 0, 0, 2).difference()).isNull();
        // No negative zero, which people would take for a little worse.
        assertThat(new Pairs(pairs(0, 0), false, 0, 0, 2).difference()).isEqualTo(0.0);
    }

    @Test
    void decidesNothingWhileItemsAreMissingOnEitherSide() {
        Tally clear = pairs(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);

        BaselineResult.Metric both = compared(new Pairs(clear, true, 3, 2, 17));
        BaselineResult.Metric ones = compared(new Pairs(clear, true, 1, 1, 13));

        assertThat(both.verdict()).isEqualTo(GateVerdict.UNDECIDED);
        assertThat(both.missing()).isEqualTo(5);
        assertThat(both.reasons())
                .containsExactly(new Reason("missing", List.of("3")), new Reason("absent", List.of("2", "17")));
        assertThat(ones.reasons())
                .containsExactly(new Reason("missing.one", List.of("1")), new Reason("absent.one", List.of("1", "13")));
        assertThat(compared(new Pairs(clear, true, 0, 0, 12)).verdict()).isEqualTo(GateVerdict.PASS);
    }

    @Test
    void hasTheBoundsOfItsQuestionEvenWhereNothingCanBeCompared() {
        BaselineResult.Metric alone =
                Verdicts.incomparable("exact_match", Gates.byEvidence(null), 1, BaselineResult.JUDGES);
        BaselineResult.Metric oneOfFour = Verdicts.incomparable("exact_match", Gates.byEvidence(9L), 4, "wide-margin");
        CriterionResult unprovable = Verdicts.unprovable(
                new Criterion("stars", 5), new Scale(new MetricRange(1, 5, true)), Gates.byEvidence(9L), 4);

        assertThat(alone.passAt()).isEqualTo(20);
        assertThat(alone.failAt()).isEqualTo(20);
        // Half of the error rate is kept for the one look at all that is expected.
        assertThat(oneOfFour.passAt()).isEqualTo(40);
        assertThat(oneOfFour.failAt()).isEqualTo(160);
        assertThat(unprovable.passAt()).isEqualTo(40);
        assertThat(unprovable.failAt()).isEqualTo(160);
        assertThat(unprovable.verdict()).isEqualTo(GateVerdict.UNDECIDED);
        assertThat(unprovable.reasons()).containsExactly(new Reason("unprovable", List.of("5", "1", "5")));
    }

    @Test
    void isTheJudgesTroubleOnlyWhereJudgesDiffer() {
        GateQuestion question = Gates.byEvidence(null);

        assertThat(Verdicts.incomparable("m", question, 1, BaselineResult.JUDGES)
                        .isJudgeTrouble())
                .isTrue();
        assertThat(Verdicts.incomparable("m", question, 1, "no-metric").isJudgeTrouble())
                .isFalse();
        assertThat(Gates.compared(GateVerdict.PASS, 0.1, new Reason(BaselineResult.JUDGES, List.of()))
                        .isJudgeTrouble())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, UNDECIDED",
                "PASS, PASS",
                "PASS PASS, PASS",
                "PASS UNDECIDED, UNDECIDED",
                "UNDECIDED, UNDECIDED",
                "PASS FAIL, FAIL",
                "FAIL UNDECIDED PASS, FAIL"
            })
    void failsWithAnyAndPassesWithAll(@Nullable String verdicts, GateVerdict all) {
        List<BaselineResult.Metric> metrics = verdicts == null
                ? List.of()
                : List.of(verdicts.split(" ")).stream()
                        .map(name -> Gates.compared(GateVerdict.valueOf(name), 0.1))
                        .toList();

        assertThat(Gates.baseline(metrics).verdict()).isEqualTo(all);
        assertThat(Gates.baseline(metrics, new Reason("no-baseline", List.of("x")))
                        .verdict())
                .isEqualTo(GateVerdict.UNDECIDED);
    }

    @Test
    void aGateFailsWithItsBaselineAndPassesOnlyWithIt() {
        CriterionResult pass = Gates.criterion(GateVerdict.PASS);

        assertThat(Gates.result(Gates.DONE, null, pass).verdict()).isEqualTo(GateVerdict.PASS);
        assertThat(Gates.result(Gates.DONE, worse(), pass).verdict()).isEqualTo(GateVerdict.FAIL);
        assertThat(Gates.result(Gates.DONE, Gates.baseline(List.of()), pass).verdict())
                .isEqualTo(GateVerdict.UNDECIDED);
        assertThat(Gates.result(Gates.DONE, null).verdict()).isEqualTo(GateVerdict.UNDECIDED);
    }

    private static BaselineResult worse() {
        return Gates.baseline(List.of(Gates.compared(GateVerdict.FAIL, -0.3)));
    }

    private static BaselineResult.Metric compared(Pairs pairs) {
        return Verdicts.compared(NOT_WORSE, pairs, Gates.byEvidence(null), Gates.DONE);
    }

    private static Tally pairs(double... differences) {
        Tally tally = new Tally(Gates.byEvidence(null), DIFFERENCES, NOT_WORSE.threshold(), 1);
        for (int i = 0; i < differences.length; i++) {
            tally.take(i + 1, "scored", differences[i]);
        }
        return tally;
    }
}
