package dev.marksheet.session;

/** As many calls of one key wait or run as may. The call was not accepted; trying again later helps. */
public final class TooManyOpenCallsException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public TooManyOpenCallsException(int most) {
        super("%d calls of this key wait or run, which is all that it may have open".formatted(most));
    }
}
