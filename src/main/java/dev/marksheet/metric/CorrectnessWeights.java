package dev.marksheet.metric;

import dev.marksheet.session.text.Wording;
import dev.marksheet.statistics.Figure;
import java.util.List;
import java.util.Map;

/**
 * The parameters of answer_correctness.
 *
 * @param factual weight of the factual part, not negative
 * @param similarity weight of the similarity, not negative; together they are more than 0
 * @param beta how much more recall counts than precision in the factual part
 */
record CorrectnessWeights(double factual, double similarity, double beta) {

    private static final List<Double> DEFAULT = List.of(0.75, 0.25);
    private static final double MOST_BETA = 1000;

    static CorrectnessWeights read(String metric, Map<String, Object> values) {
        Parameters parameters = new Parameters(metric, values);
        List<Double> weights = parameters.numbers("weights", DEFAULT);
        double beta = parameters.number("beta", 1, 0, MOST_BETA);
        parameters.end();
        if (weights.size() != 2
                || weights.stream().anyMatch(w -> w < 0)
                || weights.stream().allMatch(w -> w == 0)) {
            throw parameters.fault("weights", "must be two numbers from 0 on, not both 0");
        }
        return new CorrectnessWeights(weights.get(0), weights.get(1), beta);
    }

    /** The weighted mean of both parts. */
    double combine(double factualPart, double cosine) {
        return (factual * factualPart + similarity * cosine) / (factual + similarity);
    }

    String betaText() {
        return beta == Math.rint(beta) ? String.valueOf((long) beta) : String.valueOf(beta);
    }

    /** The arithmetic with its numbers; {@code source} says where the factual part comes from. */
    String formula(double factualPart, String source, double cosine, double value, Wording words) {
        double sum = factual + similarity;
        return words.text(
                "answer_correctness.formula",
                Figure.of(factual / sum),
                Figure.of(factualPart),
                source,
                Figure.of(similarity / sum),
                Figure.of(cosine),
                Figure.of(value));
    }
}
