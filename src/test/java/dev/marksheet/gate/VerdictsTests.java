package dev.marksheet.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.statistics.MetricRange;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictsTests {

    private static final Progress OPEN = new Progress(3, 2, 5, 8L);
    private static final List<Reason> MISSING =
            List.of(new Reason("open", List.of("2", "5")), new Reason("expected", List.of("5", "8")));

    @Test
    void saysThatNothingHasAScoreYetAndWhatIsStillToCome() {
        CriterionResult none = ask(Gates.byEvidence(null), 0.5, "--", OPEN);
        CriterionResult failed = ask(Gates.byEvidence(null), 0.5, "xxx", Gates.DONE);

        assertThat(none.verdict()).isEqualTo(GateVerdict.UNDECIDED);
        assertThat(none.reasons()).containsExactly(reason("no-call"), MISSING.get(0), MISSING.get(1));
        assertThat(failed.verdict()).isEqualTo(GateVerdict.UNDECIDED);
        assertThat(failed.reasons()).containsExactly(reason("no-score", "3"));
    }

    @Test
    void provesNothingFromScoresOutsideOfTheRange() {
        Tally tally = Gates.tally(Gates.byEvidence(null), Gates.UNIT, 0.5, "T".repeat(30));
        tally.take(31, "scored", 1.2);
        CriterionResult one = Verdicts.of(at(0.5), Gates.UNIT, tally, Gates.byEvidence(null), Gates.DONE);
        tally.take(32, "scored", -1);
        CriterionResult two = Verdicts.of(at(0.5), Gates.UNIT, tally, Gates.byEvidence(null), Gates.DONE);

        assertThat(one.verdict()).isEqualTo(GateVerdict.UNDECIDED);
        assertThat(one.reasons()).containsExactly(reason("outside.one", "1"));
        assertThat(two.reasons()).containsExactly(reason("outside", "2"));
    }

    /** 8 of 10 is a coverage of 0.8: enough where 0.8 is asked for, and short of it by any little more. */
    @ParameterizedTest
    @CsvSource({"0.8, PASS", "0.79, PASS", "0.81, UNDECIDED", "1, UNDECIDED", ", PASS"})
    void asksForNoMoreCoverageThanIsNeeded(@Nullable Double least, GateVerdict verdict) {
        assertThat(ask(Gates.byMean(least), 0.5, "TTTTTTTTxx", Gates.DONE).verdict())
                .isEqualTo(verdict);
    }

    @Test
    void writesCoverageSoThatItDoesNotLookLikeEnough() {
        // 199 of 200 is 0.995, which two decimals would make 1.00 and cutting makes 0.99; 2 of 3 beside 0.6666 needs
        // four.
        assertThat(ask(Gates.byMean(1.0), 0.5, "T".repeat(199) + "x", Gates.DONE)
                        .reasons())
                .containsExactly(reason("coverage", "0.99", "1"));
        assertThat(ask(Gates.byMean(0.6668), 0.5, "TTx", Gates.DONE).reasons())
                .containsExactly(reason("coverage", "0.66", "0.6668"));
        assertThat(ask(Gates.byMean(0.6611), 0.5, "T".repeat(661) + "x".repeat(339), OPEN)
                        .reasons())
                .containsExactly(reason("coverage", "0.66", "0.6611"), MISSING.get(0), MISSING.get(1));
        assertThat(ask(Gates.byMean(0.66), 0.5, "T".repeat(6599) + "x".repeat(3401), Gates.DONE)
                        .reasons())
                .containsExactly(reason("coverage", "0.65", "0.66"));
    }

    @Test
    void blamesTheJudgeOnlyWhereItsScoresAreMissing() {
        assertThat(ask(Gates.byMean(0.9), 0.5, "TTTTx", Gates.DONE).isJudgeTrouble())
                .isTrue();
        assertThat(ask(Gates.byMean(0.9), 0.5, "xxx", Gates.DONE).isJudgeTrouble())
                .isTrue();
        assertThat(ask(Gates.byMean(0.9), 0.5, "---", Gates.DONE).isJudgeTrouble())
                .isFalse();
        assertThat(ask(Gates.byMean(0.5), 0.5, "000x", Gates.DONE).isJudgeTrouble())
                .isFalse();
        assertThat(ask(Gates.byEvidence(null), 0.5, "Tx", Gates.DONE).isJudgeTrouble())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0.5, PASS, mean.pass", "0.50001, FAIL, mean.fail", "0.3, PASS, mean.pass"})
    void aMeanAtTheThresholdPasses(double threshold, GateVerdict verdict, String why) {
        CriterionResult result = ask(Gates.byMean(null), threshold, "46", Gates.DONE);

        assertThat(result.verdict()).isEqualTo(verdict);
        assertThat(result.reasons()).containsExactly(reason(why));
    }

    @ParameterizedTest
    @CsvSource({"0.5, PASS", "0.49999, FAIL", "0.7, PASS"})
    void aMeanOfFaultsMustLieAtOrBelowTheThreshold(double threshold, GateVerdict verdict) {
        Scale faults = new Scale(new MetricRange(0, 1, false));
        Tally tally = Gates.tally(Gates.byMean(null), faults, threshold, "46");
        CriterionResult result = Verdicts.of(at(threshold), faults, tally, Gates.byMean(null), Gates.DONE);

        assertThat(result.verdict()).isEqualTo(verdict);
        assertThat(result.higherIsBetter()).isFalse();
    }

    @Test
    void theMeanIsSilentUntilAllHaveCome() {
        CriterionResult result = ask(Gates.byMean(null), 0.5, "TTT", OPEN);

        assertThat(result.verdict()).isEqualTo(GateVerdict.UNDECIDED);
        assertThat(result.reasons()).isEqualTo(MISSING);
    }

    /** W⁺ after eight scores of 1 at a threshold of 0.5 is the mean of (1 + c)⁸ over the stakes: 23.377. */
    @Test
    void saysWhichEvidenceHasDecided() {
        assertThat(ask(Gates.byEvidence(null), 0.5, "TTTTTTTT", OPEN)).satisfies(result -> {
            assertThat(result.verdict()).isEqualTo(GateVerdict.PASS);
            assertThat(result.reasons()).containsExactly(reason("evidence.pass", "23.37", "20"));
        });
        assertThat(ask(Gates.byEvidence(null), 0.5, "00000000", OPEN)).satisfies(result -> {
            assertThat(result.verdict()).isEqualTo(GateVerdict.FAIL);
            assertThat(result.reasons()).containsExactly(reason("evidence.fail", "23.37", "20"));
        });
    }

    /** Of four criteria each may fail wrongly with a quarter of the error rate, so that a FAIL needs four times as much. */
    @Test
    void saysHowMuchEvidenceEachSideNeeds() {
        Tally good = new Tally(Gates.byEvidence(null), Gates.UNIT, 0.5, 4);
        Tally bad = new Tally(Gates.byEvidence(null), Gates.UNIT, 0.5, 4);
        for (int i = 1; i <= 11; i++) {
            good.take(i, "scored", 1);
            bad.take(i, "scored", 0);
        }

        assertThat(Verdicts.byEvidence(good, Gates.DONE).reasons())
                .containsExactly(reason("evidence.pass", "23.37", "20"));
        assertThat(Verdicts.byEvidence(bad, Gates.DONE).reasons())
                .containsExactly(reason("evidence.fail", "115", "80"));
    }

    @ParameterizedTest
    @CsvSource({"T, PASS, once.pass", "0, FAIL, once.fail"})
    void saysWhenAllExpectedCallsTogetherDecide(String mark, GateVerdict verdict, String why) {
        Progress all = new Progress(8, 0, 8, 8L);
        Tally tally = Gates.tally(Gates.byEvidence(8L), Gates.UNIT, 0.5, mark.repeat(8));
        tally.close();
        CriterionResult result = Verdicts.of(at(0.5), Gates.UNIT, tally, Gates.byEvidence(8L), all);

        assertThat(result.verdict()).isEqualTo(verdict);
        assertThat(result.reasons()).containsExactly(reason(why, "8"));
    }

    private static CriterionResult ask(GateQuestion question, double threshold, String marks, Progress progress) {
        Tally tally = Gates.tally(question, Gates.UNIT, threshold, marks);
        return Verdicts.of(at(threshold), Gates.UNIT, tally, question, progress);
    }

    private static Criterion at(double threshold) {
        return new Criterion("exact_match", threshold);
    }

    private static Reason reason(String key, String... values) {
        return new Reason(key, List.of(values));
    }
}
