package dev.marksheet.session;

/** The key with which a call was sent does not reach the call's session. Nothing was stored. */
public final class OutOfReachException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public OutOfReachException(SessionId session) {
        super("This key reaches no session called " + session.value()
                + ": it is for those whose ids begin with its session_prefix.");
    }
}
