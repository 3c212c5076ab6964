package dev.marksheet.metric;

import java.util.List;
import org.springframework.stereotype.Component;

/** Average precision of the ranking, a context being useful when it helps to arrive at the ground truth. */
@Component
class ContextPrecision extends RankedContexts {

    ContextPrecision(ContextUsefulness usefulness) {
        super(
                Description.withJudge(
                        "context_precision",
                        30,
                        List.of(Need.QUESTION, Need.CONTEXTS, Need.GROUND_TRUTH),
                        "k",
                        "Whether the contexts that lead to the ground truth are ranked first"),
                Call::groundTruth,
                usefulness);
    }
}
