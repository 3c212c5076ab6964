package dev.marksheet.metric;

import java.util.List;
import org.springframework.stereotype.Component;

/** Average precision of the ranking, a context being useful when it helps to arrive at the answer. */
@Component
class ContextUtilization extends RankedContexts {

    ContextUtilization(ContextUsefulness usefulness) {
        super(
                Description.withJudge(
                        "context_utilization",
                        70,
                        List.of(Need.QUESTION, Need.CONTEXTS, Need.ANSWER),
                        "k",
                        "Whether the contexts that the answer builds on are ranked first"),
                Call::answer,
                usefulness);
    }
}
