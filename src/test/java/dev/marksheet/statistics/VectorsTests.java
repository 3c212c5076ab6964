package dev.marksheet.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class VectorsTests {

    @Test
    void cosineIsTheDotProductOverBothLengths() {
        // 1·3 + 2·(-1) + 2·4 = 9 over 3 · √26.
        assertThat(Vectors.cosine(new double[] {1, 2, 2}, new double[] {3, -1, 4}))
                .isCloseTo(9 / (3 * Math.sqrt(26)), within(1e-15));
        assertThat(Vectors.cosine(new double[] {1, 0}, new double[] {0, 5})).isZero();
    }

    @Test
    void neverLeavesItsRangeByRounding() {
        double[] vector = {0.1, 0.2, 0.3, 0.7};
        double[] opposite = {-0.3, -0.6, -0.9, -2.1};

        assertThat(Vectors.cosine(vector, vector)).isLessThanOrEqualTo(1).isCloseTo(1, within(1e-15));
        assertThat(Vectors.cosine(vector, opposite)).isGreaterThanOrEqualTo(-1).isCloseTo(-1, within(1e-15));
    }

    @Test
    void isNoNumberForAVectorWithoutDirection() {
        assertThat(Vectors.cosine(new double[] {0, 0}, new double[] {1, 1})).isNaN();
    }

    @Test
    void refusesVectorsOfDifferentModels() {
        assertThatThrownBy(() -> Vectors.cosine(new double[3], new double[4]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 and 4");
    }
}
