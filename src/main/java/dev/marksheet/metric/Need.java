package dev.marksheet.metric;

import dev.marksheet.session.Sample;
import java.util.Locale;

/** An input that a metric can't do without. */
public enum Need {
    QUESTION,
    ANSWER,
    CONTEXTS,
    GROUND_TRUTH,
    REFERENCE_CONTEXTS,
    RETRIEVED_CONTEXT_IDS,
    REFERENCE_CONTEXT_IDS;

    /** Whether the sample has it; a blank text and an empty list count as missing. */
    public boolean isMetBy(Sample sample) {
        return switch (this) {
            case QUESTION -> !sample.question().isBlank();
            case ANSWER -> sample.answer() != null && !sample.answer().isBlank();
            case CONTEXTS -> sample.contexts().stream().anyMatch(c -> !c.isBlank());
            case GROUND_TRUTH ->
                sample.groundTruth() != null && !sample.groundTruth().isBlank();
            case REFERENCE_CONTEXTS -> sample.referenceContexts().stream().anyMatch(c -> !c.isBlank());
            case RETRIEVED_CONTEXT_IDS -> !sample.retrievedContextIds().isEmpty();
            case REFERENCE_CONTEXT_IDS -> !sample.referenceContextIds().isEmpty();
        };
    }

    /** Whether the sample has it in any form, an empty one included. */
    boolean isGivenBy(Sample sample) {
        return switch (this) {
            case ANSWER -> sample.answer() != null;
            case GROUND_TRUTH -> sample.groundTruth() != null;
            default -> true;
        };
    }

    /** The name of the request field. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
