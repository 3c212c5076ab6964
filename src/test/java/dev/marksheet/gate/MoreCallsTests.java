package dev.marksheet.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an undecided gate says of the calls that are still needed. */
class MoreCallsTests {

    /** Eight equal scores of 1 decide at 0.5 (W⁺ = 23.4 ≥ 20), so after n of them it takes 8 - n more. */
    @Test
    void tellsFewCallsToTheCall() {
        assertThat(told(0.5, "TTT")).isEqualTo(new Reason("more", List.of("5")));
        assertThat(told(0.5, "TTTTTTT")).isEqualTo(new Reason("more.one", List.of("1")));
    }

    @ParameterizedTest
    @CsvSource({
        "0.64, 1",
        "0.7, 1",
        "0.8, 1",
        "0.85, 1",
        "0.9, 1",
        "0.95, 1",
        "0.4, 0.45",
        "0.5, 0.52",
        "0.5, 0.485",
        "0.5, 0.51",
        "0.5, 0.502",
        "0.5, 0.5002"
    })
    void roundsManyCallsUpToTwoDigits(double threshold, double score) {
        Tally tally = new Tally(Gates.byEvidence(null), Gates.UNIT, threshold, 1);
        tally.take(1, "scored", score);
        long exact = tally.test().scoresToVerdict(1, 100_000);

        long told = Long.parseLong(reasonOf(tally).values().get(0));

        long step = exact <= 20 ? 1 : exact < 1000 ? 10 : exact < 10_000 ? 100 : 1000;
        assertThat(told % step).isZero();
        assertThat(told).isBetween(exact, exact + step - 1);
    }

    @Test
    void saysThatAMeanNearTheThresholdIsNotSettledSoon() {
        assertThat(told(0.5, "46")).isEqualTo(new Reason("near", List.of()));
        assertThat(told(0.5, "5")).isEqualTo(new Reason("near", List.of()));
    }

    /** A failed call is one of the calls like these, as the next may fail as well. */
    @Test
    void countsFailedCallsAmongThoseSeen() {
        Tally withFailed = Gates.tally(Gates.byEvidence(null), Gates.UNIT, 0.5, "TTTTTTTTx");

        assertThat(reasonOf(Gates.tally(Gates.byEvidence(null), Gates.UNIT, 0.55, "TTTTTTTx")))
                .isEqualTo(new Reason("more", List.of(expected(0.55, 7, 1))));
        assertThat(withFailed.verdict()).isEqualTo(GateVerdict.PASS);
    }

    @Test
    void saysFirstWhatIsStillOpen() {
        Tally tally = Gates.tally(Gates.byEvidence(null), Gates.UNIT, 0.5, "TTT");
        List<Reason> reasons =
                Verdicts.byEvidence(tally, new Progress(3, 1, 4, 9L)).reasons();

        assertThat(reasons).extracting(Reason::key).containsExactly("open.one", "expected", "more");
    }

    private static String expected(double threshold, int right, int failed) {
        SequentialTest test = new SequentialTest(threshold, GateQuestion.ALPHA, 1);
        for (int i = 0; i < right; i++) {
            test.scored(1);
        }
        for (int i = 0; i < failed; i++) {
            test.failed();
        }
        return String.valueOf(test.scoresToVerdict(right + failed, 100_000));
    }

    private static Reason told(double threshold, String marks) {
        return reasonOf(Gates.tally(Gates.byEvidence(null), Gates.UNIT, threshold, marks));
    }

    private static Reason reasonOf(Tally tally) {
        List<Reason> reasons = Verdicts.byEvidence(tally, Gates.DONE).reasons();
        assertThat(reasons).hasSize(1);
        return reasons.get(0);
    }
}
