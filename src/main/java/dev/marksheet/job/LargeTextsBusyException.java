package dev.marksheet.job;

/** Other large texts take all the room there is for them: what was asked for can be had in a moment. */
public final class LargeTextsBusyException extends RuntimeException {

    private static final long serialVersionUID = 1;

    LargeTextsBusyException() {
        super("other large texts are being worked on at the moment");
    }
}
