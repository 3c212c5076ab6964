package dev.marksheet.access;

import org.springframework.http.HttpStatus;
import org.springframework.security.authorization.AuthorizationResult;

/**
 * Why a request is refused.
 *
 * @param detail for the sender, who may be anybody
 */
record Denial(HttpStatus status, String detail) implements AuthorizationResult {

    static final Denial NO_KEY = new Denial(
            HttpStatus.UNAUTHORIZED, "This needs a key: send it as Authorization: Bearer … or as X-API-Key: ….");

    /** The same for all that are wrong, so that nobody learns which were right once. */
    static final Denial BAD_KEY =
            new Denial(HttpStatus.UNAUTHORIZED, "The key is unknown here, has expired or was revoked.");

    static final Denial NO_ROLE =
            new Denial(HttpStatus.FORBIDDEN, "The role of this key does not let it do that. Ask for a key of another.");

    static final Denial MANY_SESSIONS = new Denial(
            HttpStatus.FORBIDDEN, "This key reaches some sessions only, and this shows all of them. Name a session.");

    /** The same whether there is such a session or not. */
    static final Denial UNREACHED =
            new Denial(HttpStatus.NOT_FOUND, "There is nothing here that this key reaches under this name.");

    @Override
    public boolean isGranted() {
        return false;
    }
}
