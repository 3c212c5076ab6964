package dev.marksheet.metric;

import dev.marksheet.session.Score;
import dev.marksheet.session.evidence.Evidence;
import org.springframework.stereotype.Component;

/**
 * The one rule for what RAGAS leaves open: where there is nothing to measure and RAGAS still gives a number, the metric
 * is skipped with its reason; {@code marksheet.ragas-compatible=true} gives RAGAS's number instead.
 */
@Component
class OpenCases {

    private final boolean ragasCompatible;

    OpenCases(MetricProperties properties) {
        this.ragasCompatible = properties.ragasCompatible();
    }

    boolean ragasCompatible() {
        return ragasCompatible;
    }

    /** What becomes of a metric that has nothing to measure, for {@code reason}. */
    Score decide(String reason, double ragasNumber, Evidence evidence) {
        return ragasCompatible
                ? new Score.Scored(ragasNumber, new Evidence(reason, evidence.findings(), evidence.notes()))
                : new Score.Skipped(reason, evidence);
    }
}
