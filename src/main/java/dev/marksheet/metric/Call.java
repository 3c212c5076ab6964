package dev.marksheet.metric;

import dev.marksheet.session.Sample;
import dev.marksheet.session.text.Language;
import dev.marksheet.session.text.Wording;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A sample and what is given to one metric with it.
 *
 * @param parameters by RAGAS name; values are JSON values (Boolean, Number, String, List, Map); empty for the defaults
 * @param language of the words that the metric writes about its score
 */
public record Call(Sample sample, Map<String, Object> parameters, Language language) {

    public Call {
        parameters = Map.copyOf(parameters);
    }

    /** The words of reasons, formulas and notes. */
    Wording words() {
        return Reasons.in(language);
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
