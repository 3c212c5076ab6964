package dev.marksheet.job;

/** A watch was refused: too many watch already, or the service is stopping. Worth another try in a few seconds. */
public final class TooManyViewersException extends RuntimeException {

    private static final long serialVersionUID = 1;

    TooManyViewersException() {
        super("too many viewers");
    }
}
