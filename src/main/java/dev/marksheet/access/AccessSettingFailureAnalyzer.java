package dev.marksheet.access;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says at start, without a stack trace, why the service does not start unprotected. */
class AccessSettingFailureAnalyzer extends AbstractFailureAnalyzer<AccessSettingException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, AccessSettingException cause) {
        return new FailureAnalysis(cause.getMessage(), cause.wayOut(), cause);
    }
}
