package dev.marksheet.web;

/** There is no such run, or no such call in it; the visitor sees a page that says so. */
public class UnknownRunException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnknownRunException(String message) {
        super(message);
    }
}
