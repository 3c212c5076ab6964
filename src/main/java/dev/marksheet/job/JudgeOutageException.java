package dev.marksheet.job;

/**
 * A call can't be scored since the judge's endpoint answers nobody for the time being. It is no fault of the call: it waits
 * and is scored once the endpoint is back. The message says what to change.
 */
public final class JudgeOutageException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public JudgeOutageException(String message) {
        super(message);
    }
}
