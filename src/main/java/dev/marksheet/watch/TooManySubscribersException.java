package dev.marksheet.watch;

/** A watch was refused: too many watch already, or the service is stopping. Worth another try in a few seconds. */
public final class TooManySubscribersException extends RuntimeException {

    private static final long serialVersionUID = 1;

    TooManySubscribersException() {
        super("too many viewers");
    }
}
