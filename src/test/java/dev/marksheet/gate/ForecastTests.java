package dev.marksheet.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many more scores would settle it. Where all scores are equal, the forecast is exact, so it can be counted out. */
class ForecastTests {

    private static final long MOST = 100_000;

    @ParameterizedTest
    @CsvSource({
        "0.5, 1, 1",
        "0.5, 0, 1",
        "0.5, 1, 4",
        "0.5, 0, 4",
        "0.6, 0.9, 1",
        "0.6, 0.3, 1",
        "0.85, 0.9, 1",
        "0.85, 0.8, 3",
        "0.3, 0.31, 1",
        "0.3, 0.29, 2"
    })
    void tellsHowManyMoreEqualScoresBringAVerdict(double threshold, double score, int criteria) {
        long needed = needed(threshold, score, criteria);

        for (long seen : new long[] {1, needed / 2, needed - 1}) {
            SequentialTest test = new SequentialTest(threshold, 0.05, criteria);
            for (long i = 0; i < seen; i++) {
                test.scored(score);
            }
            assertThat(test.scoresToVerdict(seen, MOST)).isEqualTo(needed - seen);
            assertThat(test.scoresToVerdict(seen, needed - seen)).isEqualTo(needed - seen);
            assertThat(test.scoresToVerdict(seen, needed - seen - 1)).isEqualTo(-1);
        }
    }

    @Test
    void hasNoneBeforeTheFirstScoreNorAtTheThresholdItself() {
        SequentialTest test = new SequentialTest(0.5, 0.05, 1);
        assertThat(test.scoresToVerdict(0, MOST)).isEqualTo(-1);
        test.scored(0.5);
        assertThat(test.scoresToVerdict(1, MOST)).isEqualTo(-1);
    }

    @Test
    void needsNoMoreOnceThereIsAVerdict() {
        SequentialTest test = new SequentialTest(0.5, 0.05, 1);
        for (int i = 0; i < 8; i++) {
            test.scored(1);
        }
        assertThat(test.verdict()).isEqualTo(GateVerdict.PASS);
        assertThat(test.scoresToVerdict(8, MOST)).isZero();
    }

    /** The bound of Ville's inequality is reached, not passed: evidence of exactly 1 / α decides. */
    @ParameterizedTest
    @CsvSource({"1, PASS", "0, FAIL"})
    void evidenceThatIsJustEnoughIsEnough(double score, GateVerdict verdict) {
        int tried = 0;
        for (int n = 2; n <= 20; n++) {
            SequentialTest open = new SequentialTest(0.5, 1e-9, 1);
            for (int i = 0; i < n; i++) {
                open.scored(score);
            }
            double evidence = Math.max(open.evidenceFor(), open.evidenceAgainst());
            if (1 / (1 / evidence) == evidence) {
                tried++;
                assertThat(after(n, score, 1 / evidence)).isEqualTo(verdict);
                assertThat(after(n, score, 1 / evidence * (1 - 1e-12))).isEqualTo(GateVerdict.UNDECIDED);
            }
        }
        assertThat(tried).isGreaterThan(3);
    }

    private static GateVerdict after(int scores, double score, double alpha) {
        SequentialTest test = new SequentialTest(0.5, alpha, 1);
        for (int i = 0; i < scores; i++) {
            test.scored(score);
        }
        return test.verdict();
    }

    private static long needed(double threshold, double score, int criteria) {
        SequentialTest test = new SequentialTest(threshold, 0.05, criteria);
        long scores = 0;
        while (test.verdict() == GateVerdict.UNDECIDED) {
            test.scored(score);
            scores++;
        }
        return scores;
    }
}
