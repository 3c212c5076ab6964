package dev.marksheet.metric;

import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Asks yes or no about one aspect of the answer by a definition in plain words, of which 1 is good. A request for a
 * ready-made aspect becomes that aspect's own metric, see {@link MetricCatalog#select}.
 */
@Component
class AspectCritic extends CriterionMetric {

    static final String NAME = "aspect_critic";

    AspectCritic() {
        super(Description.withJudge(
                NAME,
                150,
                List.of(Need.QUESTION, Need.ANSWER),
                "1 per vote",
                "Whether the answer has an aspect, named or defined in the parameters"));
    }

    @Override
    CriterionQuestion question(Parameters parameters) {
        String ready = parameters.choice(Aspect.PARAMETER, Aspect.CORRECTNESS.wireName(), Aspect.wireNames());
        return CriterionQuestion.of(
                parameters.text(Aspect.DEFINITION, Aspect.named(ready).definition), 0, 1, Votes.count(parameters));
    }
}
