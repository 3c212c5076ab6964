package dev.marksheet.report;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says at start, without a stack trace, why the outputs folder can't be used. */
class OutputsFolderFailureAnalyzer extends AbstractFailureAnalyzer<OutputsFolderException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, OutputsFolderException cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Give each process a folder of its own with --marksheet.outputs-dir=…, on a disk with room, that the"
                        + " process may write to. Nothing was changed.",
                cause);
    }
}
