package dev.marksheet.report;

/** The outputs folder can't be used; the message says why and what to do. */
final class OutputsFolderException extends RuntimeException {

    private static final long serialVersionUID = 1;

    OutputsFolderException(String message, Throwable cause) {
        super(message, cause);
    }
}
