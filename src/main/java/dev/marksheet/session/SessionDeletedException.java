package dev.marksheet.session;

/** The session was deleted and its rows are still being swept: its id takes no call yet. Trying again later helps. */
public final class SessionDeletedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public SessionDeletedException(RunId run) {
        super("the session of " + run.value() + " was deleted and what it held is still being removed");
    }
}
