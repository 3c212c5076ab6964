package dev.marksheet.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marksheet.statistics.Vectors;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The arithmetic of the metrics against numbers worked out by hand. */
class ArithmeticTests {

    private static final Offset<Double> TINY = within(1e-9);

    @Test
    void rewardsUsefulContextsThatStandFirst() {
        assertThat(AveragePrecision.of(List.of(true, false, true))).isCloseTo((1 + 2.0 / 3) / 2, TINY);
        assertThat(AveragePrecision.of(List.of(false, false, true))).isCloseTo(1.0 / 3, TINY);
        assertThat(AveragePrecision.of(List.of(false, false))).isZero();
        assertThat(AveragePrecision.of(List.of())).isZero();
    }

    @Test
    void weighsPrecisionAndRecallByBeta() {
        assertThat(FBeta.of(3, 1, 2, 1)).isCloseTo(2 * 0.75 * 0.6 / 1.35, TINY);
        assertThat(FBeta.of(3, 1, 2, 2)).isCloseTo(5 * 0.75 * 0.6 / (4 * 0.75 + 0.6), TINY);
        assertThat(FBeta.of(0, 0, 0, 1)).isZero();
    }

    @Test
    void measuresTheAngleBetweenVectorsWhateverTheirLength() {
        assertThat(Vectors.cosine(new double[] {3, 4}, new double[] {8, 6})).isCloseTo(24.0 / 25, TINY);
        assertThat(Vectors.cosine(new double[] {1, 0}, new double[] {-2, 0})).isEqualTo(-1);
        double[] odd = {0.1, 0.2, 0.3, 0.7, 0.9, 1.1, 1.3};
        assertThat(Vectors.cosine(odd, odd)).isLessThanOrEqualTo(1).isCloseTo(1, TINY);
        assertThat(Vectors.cosine(new double[] {0, 0}, new double[] {1, 0})).isNaN();
    }

    @Test
    void takesTheMostFrequentVoteAndTheFirstSeenOnATie() {
        assertThat(Votes.winner(List.of(0, 1, 1))).isEqualTo(1);
        assertThat(Votes.winner(List.of(3, 5, 5, 3))).isEqualTo(3);
    }

    @Test
    void countsEntitiesLetterByLetter() {
        assertThat(ContextEntityRecall.recall(List.of("Rome", "1894"), List.of("rome", "1894", "Po")))
                .isCloseTo(1 / (2 + 1e-8), within(1e-15));
        assertThat(ContextEntityRecall.recall(List.of(), List.of("Rome"))).isZero();
    }

    @Test
    void rewardsASummaryForWhatItLeavesOutInCharactersOfAnyScript() {
        assertThat(SummaryScore.conciseness("0123456789", "012")).isCloseTo(0.7, TINY);
        assertThat(SummaryScore.conciseness("0123456789", "😀😀😀")).isCloseTo(0.7, TINY);
        assertThat(SummaryScore.conciseness("012", "0123456789")).isCloseTo(0, TINY);
        assertThat(SummaryScore.kept(List.of("1", "0", "1", " 1"))).isEqualTo(0.5);
    }
}
