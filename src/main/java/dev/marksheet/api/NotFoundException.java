package dev.marksheet.api;

/** What the URL names does not exist. */
final class NotFoundException extends RuntimeException {

    private static final long serialVersionUID = 1;

    NotFoundException(String message) {
        super(message);
    }
}
