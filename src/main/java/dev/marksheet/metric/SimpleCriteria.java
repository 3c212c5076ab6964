package dev.marksheet.metric;

import dev.marksheet.session.Sample;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Has the judge give a whole number by a definition in plain words, which also says the range. */
@Component
class SimpleCriteria extends CriterionMetric {

    private static final String HELPFULNESS =
            "Give 0 to 5 points for how well the answer serves the person who asked: 5 when nothing is left to wish for.";

    SimpleCriteria() {
        super(Description.withJudge(
                        "simple_criteria",
                        160,
                        List.of(Need.QUESTION, Need.ANSWER),
                        "1 per vote",
                        "A whole number by the definition in the parameters; without one, how helpful the answer is from 0 to 5")
                .nominally(0, 5));
    }

    @Override
    CriterionQuestion question(Parameters parameters) {
        return CriterionQuestion.of(parameters.text("definition", HELPFULNESS), null, null, Votes.count(parameters));
    }

    @Override
    Map<String, String> fields(Sample sample) {
        return SampleFields.of(sample);
    }
}
