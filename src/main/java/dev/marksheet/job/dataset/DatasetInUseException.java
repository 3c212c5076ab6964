package dev.marksheet.job.dataset;

/** A dataset can't be deleted while it is on its way into a session. */
public final class DatasetInUseException extends RuntimeException {

    private static final long serialVersionUID = 1;

    DatasetInUseException(String name) {
        super("Rows of " + name + " are being put into a session; wait for it, or cancel that session's calls");
    }
}
