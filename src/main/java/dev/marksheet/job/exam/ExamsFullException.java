package dev.marksheet.job.exam;

/** As many judges are being examined as may be at a time. */
public final class ExamsFullException extends RuntimeException {

    private static final long serialVersionUID = 1;

    ExamsFullException(int limit) {
        super(limit + " judges are being examined, as many as may be at a time. Try again when one has ended.");
    }
}
