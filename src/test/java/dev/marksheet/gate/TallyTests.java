package dev.marksheet.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marksheet.statistics.MetricRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TallyTests {

    @Test
    void countsWhatBecameOfEveryCall() {
        Tally tally = Gates.tally(Gates.byEvidence(null), Gates.UNIT, 0.5, "T8x-06--");

        assertThat(tally.scored()).isEqualTo(4);
        assertThat(tally.failed()).isEqualTo(1);
        assertThat(tally.skipped()).isEqualTo(3);
        assertThat(tally.outside()).isZero();
        assertThat(tally.mean()).isCloseTo((1 + 0.8 + 0 + 0.6) / 4, within(1e-12));
        assertThat(tally.coverage()).isEqualTo(0.8);
        assertThat(tally.last()).isEqualTo(8);
    }

    @Test
    void hasNoMeanWithoutScoresAndNoCoverageWhereTheJudgeWasNotAsked() {
        Tally skipped = Gates.tally(Gates.byEvidence(null), Gates.UNIT, 0.5, "--");
        Tally failed = Gates.tally(Gates.byEvidence(null), Gates.UNIT, 0.5, "xx");

        assertThat(skipped.mean()).isNull();
        assertThat(skipped.coverage()).isNull();
        assertThat(failed.mean()).isNull();
        assertThat(failed.coverage()).isZero();
        assertThat(new Tally(Gates.byEvidence(null), Gates.UNIT, 0.5, 1).last()).isZero();
    }

    @Test
    void keepsTheMeanInTheMetricsUnitsAndTheEvidenceInItsDirection() {
        Tally stars = new Tally(Gates.byEvidence(null), new Scale(new MetricRange(1, 5, true)), 3, 1);
        Tally faults = new Tally(Gates.byEvidence(null), new Scale(new MetricRange(1, 5, false)), 3, 1);
        for (int i = 1; i <= 3; i++) {
            stars.take(i, "scored", 4);
            faults.take(i, "scored", 4);
        }

        assertThat(stars.mean()).isEqualTo(4);
        assertThat(faults.mean()).isEqualTo(4);
        assertThat(stars.test().evidenceFor())
                .isGreaterThan(1)
                .isEqualTo(faults.test().evidenceAgainst());
        assertThat(faults.test().evidenceFor())
                .isLessThan(1)
                .isEqualTo(stars.test().evidenceAgainst());
    }

    /** A stored score may lie outside once a metric's range has changed; it then counts as the end it lies beyond. */
    @Test
    void countsScoresOutsideOfTheRangeAndTakesThemForItsEnds() {
        Tally wild = new Tally(Gates.byEvidence(null), Gates.UNIT, 0.5, 1);
        wild.take(1, "scored", 1.5);
        wild.take(2, "scored", -0.5);
        Tally tame = Gates.tally(Gates.byEvidence(null), Gates.UNIT, 0.5, "T0");

        assertThat(wild.outside()).isEqualTo(2);
        assertThat(wild.mean()).isEqualTo(0.5);
        assertThat(wild.test().evidenceFor()).isEqualTo(tame.test().evidenceFor());
        assertThat(wild.test().evidenceAgainst()).isEqualTo(tame.test().evidenceAgainst());
    }

    /** A plain mean may be asked for at an end, of which no evidence can tell. */
    @ParameterizedTest
    @CsvSource({"0, 1e-9", "1, 0.999999999", "0.3, 0.3"})
    void keepsTheThresholdOfEvidenceBetweenTheEnds(double threshold, double kept) {
        assertThat(new Tally(Gates.byMean(null), Gates.UNIT, threshold, 1)
                        .test()
                        .threshold())
                .isEqualTo(kept);
    }

    /** 8 of 8 are not enough for every look at α / 2, and enough for one look at all of them. */
    @Test
    void provesInOneLookWhatIsNotProvedAtEveryLook() {
        Tally tally = Gates.tally(Gates.byEvidence(8L), Gates.UNIT, 0.6, "TTTTTTTT");

        assertThat(tally.verdict()).isEqualTo(GateVerdict.UNDECIDED);
        assertThat(tally.closed()).isFalse();
        assertThat(tally.inOneLook()).isEqualTo(GateVerdict.UNDECIDED);

        tally.close();

        assertThat(tally.closed()).isTrue();
        assertThat(tally.inOneLook()).isEqualTo(GateVerdict.PASS);
        assertThat(tally.verdict()).isEqualTo(GateVerdict.PASS);
    }

    @Test
    void holdsTheOneLookWhateverComesLater() {
        Tally tally = Gates.tally(Gates.byEvidence(8L), Gates.UNIT, 0.6, "TTTTTTTT");
        tally.close();
        for (int i = 0; i < 50; i++) {
            tally.take(9 + i, "scored", 0);
        }
        tally.close();

        assertThat(tally.verdict()).isEqualTo(GateVerdict.PASS);
        assertThat(tally.scored()).isEqualTo(58);
    }

    @Test
    void takesNoOneLookWhereEvidenceHasDecidedBefore() {
        Tally tally = Gates.tally(Gates.byEvidence(30L), Gates.UNIT, 0.5, "T".repeat(30));
        tally.close();

        assertThat(tally.inOneLook()).isEqualTo(GateVerdict.UNDECIDED);
        assertThat(tally.verdict()).isEqualTo(GateVerdict.PASS);
    }

    /** Wilson's upper bound of 0 of 8 at 2.5 % is z² / (8 + z²) = 0.3244 and at a twentieth of that (z = 3.0233) 0.5333. */
    @Test
    void sharesTheErrorOfAFailAmongAllCriteriaAndThatOfAPassNot() {
        assertThat(inOneLook(1, 0, 0.45)).isEqualTo(GateVerdict.FAIL);
        assertThat(inOneLook(20, 0, 0.45)).isEqualTo(GateVerdict.UNDECIDED);
        assertThat(inOneLook(20, 0, 0.54)).isEqualTo(GateVerdict.FAIL);
        assertThat(inOneLook(20, 1, 0.6)).isEqualTo(GateVerdict.PASS);
        assertThat(inOneLook(1, 0, 0.32)).isEqualTo(GateVerdict.UNDECIDED);
        assertThat(inOneLook(1, 1, 0.68)).isEqualTo(GateVerdict.UNDECIDED);
    }

    private static GateVerdict inOneLook(int criteria, double score, double threshold) {
        Tally tally = new Tally(Gates.byEvidence(8L), Gates.UNIT, threshold, criteria);
        for (int i = 1; i <= 8; i++) {
            tally.take(i, "scored", score);
        }
        tally.close();
        return tally.inOneLook();
    }
}
