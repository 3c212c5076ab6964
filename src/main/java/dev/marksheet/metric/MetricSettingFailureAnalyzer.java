package dev.marksheet.metric;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says at start, without a stack trace, what is wrong with a setting of the metrics. */
class MetricSettingFailureAnalyzer extends AbstractFailureAnalyzer<MetricSettingException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, MetricSettingException cause) {
        return new FailureAnalysis(cause.getMessage(), "Set " + cause.property() + " to " + cause.wayOut(), cause);
    }
}
