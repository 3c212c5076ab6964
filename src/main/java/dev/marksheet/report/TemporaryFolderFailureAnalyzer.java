package dev.marksheet.report;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says at start, without a stack trace, that there is no folder for temporary files. */
class TemporaryFolderFailureAnalyzer extends AbstractFailureAnalyzer<TemporaryFolderException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, TemporaryFolderException cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Make it, or name another one: java -Djava.io.tmpdir=… -jar marksheet.jar. Nothing was changed.",
                cause);
    }
}
