package dev.marksheet.gate.live;

/** A wait was refused: too many wait already. Worth another try in a few seconds. */
public final class TooManyWaitsException extends RuntimeException {

    private static final long serialVersionUID = 1;

    TooManyWaitsException() {
        super("too many waiting gates");
    }
}
