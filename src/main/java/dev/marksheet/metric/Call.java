package dev.marksheet.metric;

import dev.marksheet.session.Sample;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A sample and the parameters given to one metric.
 *
 * @param parameters by RAGAS name; values are JSON values (Boolean, Number, String, List, Map); empty for the defaults
 */
public record Call(Sample sample, Map<String, Object> parameters) {

    public Call {
        parameters = Map.copyOf(parameters);
    }

    String question() {
        return sample.question();
    }

    /** The answer, which the metric's needs say is there. */
    String answer() {
        return Objects.requireNonNull(sample.answer());
    }

    /** The ground truth, which the metric's needs say is there. */
    String groundTruth() {
        return Objects.requireNonNull(sample.groundTruth());
    }

    List<String> contexts() {
        return sample.contexts();
    }
}
