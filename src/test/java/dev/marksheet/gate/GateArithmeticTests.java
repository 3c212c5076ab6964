package dev.marksheet.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds the gate's arithmetic to vectors that another program has computed, {@code src/test/resources/gate/vectors.py}. */
class GateArithmeticTests {

    record Vector(
            double threshold,
            double alpha,
            int criteria,
            List<@Nullable Double> scores,
            GateVerdict verdict,
            int looked,
            double evidenceFor,
            double evidenceAgainst,
            GateVerdict fixed) {

        @Override
        public String toString() {
            return scores.size() + " scores, threshold " + threshold + ", criteria " + criteria + ": " + verdict;
        }
    }

    static List<Vector> vectors() throws IOException {
        List<Vector> vectors = new ArrayList<>();
        try (InputStream in = GateArithmeticTests.class.getResourceAsStream("/gate/vectors.json")) {
            for (JsonNode node : new JsonMapper().readTree(in)) {
                List<@Nullable Double> scores = new ArrayList<>();
                node.get("scores").forEach(score -> scores.add(score.isNull() ? null : score.doubleValue()));
                vectors.add(new Vector(
                        node.get("threshold").doubleValue(),
                        node.get("alpha").doubleValue(),
                        node.get("criteria").intValue(),
                        scores,
                        GateVerdict.valueOf(node.get("verdict").stringValue()),
                        node.get("looked").intValue(),
                        node.get("evidence_for").doubleValue(),
                        node.get("evidence_against").doubleValue(),
                        GateVerdict.valueOf(node.get("fixed").stringValue())));
            }
        }
        assertThat(vectors).hasSizeGreaterThan(100);
        return vectors;
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void evidenceAndVerdictAreThoseOfAnotherProgram(Vector vector) {
        SequentialTest test = new SequentialTest(vector.threshold(), vector.alpha(), vector.criteria());
        int looked = 0;
        for (Double score : vector.scores()) {
            looked += test.verdict() == GateVerdict.UNDECIDED ? 1 : 0;
            take(test, score);
        }
        assertThat(test.verdict()).isEqualTo(vector.verdict());
        assertThat(looked).isEqualTo(vector.looked());
        assertThat(test.evidenceFor()).isCloseTo(vector.evidenceFor(), within(1e-9 * (1 + vector.evidenceFor())));
        assertThat(test.evidenceAgainst())
                .isCloseTo(vector.evidenceAgainst(), within(1e-9 * (1 + vector.evidenceAgainst())));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void theOneLookAtAFixedNumberOfScoresIsThatOfAnotherProgram(Vector vector) {
        FixedSampleTest test = FixedSampleTest.EMPTY;
        for (Double score : vector.scores()) {
            test = score == null ? test.plusFailed() : test.plus(score);
        }
        assertThat(test.verdict(vector.threshold(), vector.alpha() / 2, vector.alpha() / 2 / vector.criteria()))
                .isEqualTo(vector.fixed());
    }

    @Test
    void aVerdictStaysWhateverComesLater() {
        SequentialTest test = new SequentialTest(0.5, 0.05, 1);
        while (test.verdict() == GateVerdict.UNDECIDED) {
            test.scored(1);
        }
        double evidence = test.evidenceFor();
        for (int i = 0; i < 1000; i++) {
            test.scored(0);
        }
        assertThat(test.verdict()).isEqualTo(GateVerdict.PASS);
        assertThat(test.evidenceFor()).isEqualTo(evidence).isGreaterThanOrEqualTo(20);
    }

    @Test
    void failedScoresNeverHelpAVerdict() {
        SequentialTest test = new SequentialTest(0.5, 0.05, 1);
        for (int i = 0; i < 1000; i++) {
            test.failed();
        }
        assertThat(test.verdict()).isEqualTo(GateVerdict.UNDECIDED);
        assertThat(test.evidenceFor()).isLessThan(1);
        assertThat(test.evidenceAgainst()).isLessThan(1);
    }

    @Test
    void oneOfManyCriteriaNeedsMoreEvidenceToFail() {
        SequentialTest alone = new SequentialTest(0.5, 0.05, 1);
        SequentialTest oneOfFour = new SequentialTest(0.5, 0.05, 4);
        assertThat(alone.passAt()).isEqualTo(20);
        assertThat(alone.failAt()).isEqualTo(20);
        assertThat(oneOfFour.failAt()).isEqualTo(4 * alone.failAt());
        assertThat(oneOfFour.passAt()).isEqualTo(alone.passAt());
    }

    @Test
    void equalScoresWithoutSpreadDecideNothingInOneLook() {
        FixedSampleTest test = FixedSampleTest.EMPTY.plus(0.9).plus(0.9).plus(0.9);
        assertThat(test.verdict(0.5, 0.05, 0.05)).isEqualTo(GateVerdict.UNDECIDED);
    }

    @Test
    void oneScoreDecidesNothingInOneLook() {
        assertThat(FixedSampleTest.EMPTY.plus(1).verdict(0.01, 0.4, 0.4)).isEqualTo(GateVerdict.UNDECIDED);
        assertThat(FixedSampleTest.EMPTY.plus(1).plus(1).verdict(0.01, 0.4, 0.4))
                .isEqualTo(GateVerdict.PASS);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -0.1, 1.1, Double.NaN})
    void thresholdsThatNothingCanProveAreRefused(double threshold) {
        assertThatThrownBy(() -> new SequentialTest(threshold, 0.05, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("threshold");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -0.1, 1.1, Double.NaN})
    void ratesOfErrorThatMeanNothingAreRefused(double alpha) {
        assertThatThrownBy(() -> new SequentialTest(0.5, alpha, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("alpha");
        assertThatThrownBy(() -> new SequentialTest(0.5, 0.05, 0)).hasMessageContaining("criteria");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.001, 1.001, Double.NaN})
    void scoresOutsideTheUnitIntervalAreRefused(double score) {
        SequentialTest test = new SequentialTest(0.5, 0.05, 1);
        assertThatThrownBy(() -> test.scored(score)).isInstanceOf(IllegalArgumentException.class);
        assertThat(test.evidenceFor()).isEqualTo(1);
    }

    private static void take(SequentialTest test, @Nullable Double score) {
        if (score == null) {
            test.failed();
        } else {
            test.scored(score);
        }
    }
}
