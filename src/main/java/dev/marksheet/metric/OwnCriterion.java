package dev.marksheet.metric;

import dev.marksheet.session.Sample;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A metric that a team has defined in its configuration. The judge is shown the inputs that it needs and no others. */
final class OwnCriterion extends CriterionMetric {

    private final CriterionQuestion question;

    OwnCriterion(Description description, CriterionQuestion question) {
        super(description);
        this.question = question;
    }

    @Override
    CriterionQuestion question(Parameters parameters) {
        return new CriterionQuestion(
                question.definition(),
                question.levels(),
                question.min(),
                question.max(),
                question.language(),
                Votes.count(parameters));
    }

    @Override
    Map<String, String> fields(Sample sample) {
        Map<String, String> all = SampleFields.withReferenceContexts(sample);
        Map<String, String> needed = new LinkedHashMap<>();
        for (Need need : description().needs()) {
            String name = field(need);
            String text = all.get(name);
            if (text != null) {
                needed.put(name, text);
            }
        }
        return needed;
    }

    /** The inputs that can be shown. */
    static List<Need> showable() {
        return List.of(Need.QUESTION, Need.ANSWER, Need.CONTEXTS, Need.GROUND_TRUTH, Need.REFERENCE_CONTEXTS);
    }

    private static String field(Need need) {
        return switch (need) {
            case QUESTION -> "user_input";
            case ANSWER -> "response";
            case CONTEXTS -> "retrieved_contexts";
            case GROUND_TRUTH -> "reference";
            case REFERENCE_CONTEXTS -> "reference_contexts";
            default -> throw new IllegalArgumentException(need.wireName() + " can't be shown to a judge");
        };
    }
}
