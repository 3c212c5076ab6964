package dev.marksheet.metric;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says at start, without a stack trace, what is wrong with a criterion of the configuration. */
class CriterionFailureAnalyzer extends AbstractFailureAnalyzer<CriterionException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, CriterionException cause) {
        return new FailureAnalysis(cause.getMessage(), "Set " + cause.property() + " to " + cause.wayOut(), cause);
    }
}
