package dev.marksheet.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The one look at a fixed number of scores, by printed tables. */
class OneLookTests {

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.1, 0.3, 0.35, 0.7, 0.85, 0.9, 0.95})
    void equalScoresDecideNothingHoweverManyThereAre(double score) {
        FixedSampleTest test = FixedSampleTest.EMPTY;
        for (int n = 1; n <= 200; n++) {
            test = test.plus(score);
            assertThat(test.verdict(score - 0.001, 0.025, 0.025)).isEqualTo(GateVerdict.UNDECIDED);
            assertThat(test.verdict(score + 0.001, 0.025, 0.025)).isEqualTo(GateVerdict.UNDECIDED);
        }
    }

    @Test
    void scoresThatDifferByRoundingAloneAreEqual() {
        FixedSampleTest test = of(0.1 + 0.2, 0.3, 0.1 + 0.2, 0.3, 0.3);

        assertThat(test.verdict(0.2, 0.025, 0.025)).isEqualTo(GateVerdict.UNDECIDED);
        assertThat(test.verdict(0.4, 0.025, 0.025)).isEqualTo(GateVerdict.UNDECIDED);
    }

    /** Scores of 0.3 to 0.7: mean 0.5, deviation √0.025, t(4) of 95 % one-sided 2.1318, so 0.5 ± 0.15074. */
    @ParameterizedTest
    @CsvSource({"0.3491, PASS", "0.3494, UNDECIDED", "0.5, UNDECIDED", "0.6506, UNDECIDED", "0.6509, FAIL"})
    void gradedScoresAreJudgedByStudentsOneSidedBound(double threshold, GateVerdict verdict) {
        assertThat(of(0.3, 0.4, 0.5, 0.6, 0.7).verdict(threshold, 0.05, 0.05)).isEqualTo(verdict);
    }

    /** Wilson's 95 % interval of 8 of 10 is 0.4902 to 0.9433 (Newcombe, Statistics in Medicine 17, 1998, method 3). */
    @ParameterizedTest
    @CsvSource({"0.489, PASS", "0.491, UNDECIDED", "0.943, UNDECIDED", "0.944, FAIL"})
    void yesAndNoAreJudgedByWilsonsBound(double threshold, GateVerdict verdict) {
        FixedSampleTest test = of(1, 1, 0, 1, 1, 1, 0, 1, 1, 1);

        assertThat(test.verdict(threshold, 0.025, 0.025)).isEqualTo(verdict);
    }

    @Test
    void eachSideHasAnErrorRateOfItsOwn() {
        FixedSampleTest test = of(1, 1, 0, 1, 1, 1, 0, 1, 1, 1);

        assertThat(test.verdict(0.51, 0.05, 0.025)).isEqualTo(GateVerdict.PASS);
        assertThat(test.verdict(0.51, 0.025, 0.05)).isEqualTo(GateVerdict.UNDECIDED);
        assertThat(test.verdict(0.935, 0.025, 0.05)).isEqualTo(GateVerdict.FAIL);
        assertThat(test.verdict(0.935, 0.05, 0.025)).isEqualTo(GateVerdict.UNDECIDED);
    }

    /** Two failed of ten: 8 of 10 on the way to a PASS, 10 of 10 on the way to a FAIL. */
    @Test
    void failedScoresCountAgainstEitherVerdict() {
        FixedSampleTest right = of(1, 1, 1, 1, 1, 1, 1, 1).plusFailed().plusFailed();
        FixedSampleTest wrong = of(0, 0, 0, 0, 0, 0, 0, 0).plusFailed().plusFailed();

        assertThat(right.verdict(0.489, 0.025, 0.025)).isEqualTo(GateVerdict.PASS);
        assertThat(right.verdict(0.491, 0.025, 0.025)).isEqualTo(GateVerdict.UNDECIDED);
        assertThat(right.verdict(0.999, 0.025, 0.025)).isEqualTo(GateVerdict.UNDECIDED);
        assertThat(wrong.verdict(0.511, 0.025, 0.025)).isEqualTo(GateVerdict.FAIL);
        assertThat(wrong.verdict(0.509, 0.025, 0.025)).isEqualTo(GateVerdict.UNDECIDED);
        assertThat(wrong.verdict(0.001, 0.025, 0.025)).isEqualTo(GateVerdict.UNDECIDED);
    }

    /**
     * Graded scores 0.4 and 0.6 with two failed ones are 0, 0, 0.4, 0.6 for a PASS: mean 0.25, squares 0.27, error
     * √(0.09 / 4) = 0.15, t(3) of 90 % one-sided 1.6377, so 0.0043; and 0.4, 0.6, 1, 1 for a FAIL, its mirror.
     */
    @ParameterizedTest
    @CsvSource({"0.0041, PASS", "0.0046, UNDECIDED", "0.9954, UNDECIDED", "0.9959, FAIL"})
    void failedScoresWidenTheSpreadOfGradedOnes(double threshold, GateVerdict verdict) {
        FixedSampleTest test = of(0.4, 0.6).plusFailed().plusFailed();

        assertThat(test.verdict(threshold, 0.1, 0.1)).isEqualTo(verdict);
    }

    @Test
    void oneFailedScoreBesideOneOtherIsASampleOfTwo() {
        // 1 of 2 for a PASS: Wilson's one-sided bound at 40 % (z = 0.2533) is 0.4110; at one call alone there is none.
        assertThat(of(1).plusFailed().verdict(0.4, 0.4, 0.4)).isEqualTo(GateVerdict.PASS);
        assertThat(of(1).verdict(0.001, 0.4, 0.4)).isEqualTo(GateVerdict.UNDECIDED);
        assertThat(FixedSampleTest.EMPTY.plusFailed().verdict(0.001, 0.4, 0.4)).isEqualTo(GateVerdict.UNDECIDED);
    }

    @Test
    void noScoreButFailedOnesDecidesNothing() {
        FixedSampleTest test = FixedSampleTest.EMPTY;
        for (int i = 0; i < 50; i++) {
            test = test.plusFailed();
        }
        assertThat(test.verdict(0.1, 0.4, 0.4)).isEqualTo(GateVerdict.UNDECIDED);
        assertThat(test.verdict(0.9, 0.4, 0.4)).isEqualTo(GateVerdict.UNDECIDED);
    }

    private static FixedSampleTest of(double... scores) {
        return DoubleStream.of(scores).boxed().reduce(FixedSampleTest.EMPTY, FixedSampleTest::plus, (a, b) -> b);
    }
}
