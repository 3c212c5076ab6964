package dev.marksheet.access;

import dev.marksheet.session.access.AccessKey;
import dev.marksheet.session.access.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Who sends a request: the holder of a key, or anybody where no keys are asked for.
 *
 * @param keyId null where no key is asked for, or none was sent
 * @param role null where a key is asked for and none was sent
 * @param sessionPrefix what the ids of the sessions that it reaches begin with; null where it reaches all
 * @param callsPerMinute most calls that it may send within a minute; null for any number
 * @param maxOpenCalls most of its calls that may wait or run at a time; null for any number
 * @param viewer tells apart those who are shown pages of their own; empty where all are shown the same
 */
public record Caller(
        @Nullable String keyId,
        @Nullable String name,
        @Nullable Role role,
        @Nullable String sessionPrefix,
        @Nullable Integer callsPerMinute,
        @Nullable Integer maxOpenCalls,
        String viewer)
        implements Serializable {

    /** The id and name of the key in {@code marksheet.access.admin-key}. */
    public static final String ADMIN = "admin";

    /** Anybody, where no keys are asked for. */
    static final Caller ANYBODY = new Caller(null, null, Role.ADMIN, null, null, null, "");

    /** Somebody without a key, where one is asked for. */
    static final Caller NOBODY = new Caller(null, null, null, null, null, null, "");

    private static final String ATTRIBUTE = Caller.class.getName();

    static Caller admin() {
        return new Caller(ADMIN, ADMIN, Role.ADMIN, null, null, null, ADMIN);
    }

    static Caller of(AccessKey key) {
        AccessKey.Terms terms = key.terms();
        return new Caller(
                key.id(),
                terms.name(),
                terms.role(),
                terms.sessionPrefix(),
                terms.callsPerMinute(),
                terms.maxOpenCalls(),
                key.id());
    }

    /** Who sends the request. */
    public static Caller of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Caller caller ? caller : NOBODY;
    }

    void sends(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** The same, shown pages that are made for nobody else. */
    Caller viewing(String as) {
        return new Caller(keyId, name, role, sessionPrefix, callsPerMinute, maxOpenCalls, as);
    }

    /** Whether it reaches some sessions only. */
    public boolean isScoped() {
        return sessionPrefix != null || role == Role.SUBMIT;
    }

    /** Whether its prefix, if it has one, lets it reach a session of this id. */
    public boolean mayReach(String session) {
        return sessionPrefix == null || session.startsWith(sessionPrefix);
    }

    /** Whether it may do what the role may. */
    public boolean is(Role least) {
        return role == least
                || role == Role.ADMIN
                || role == Role.REVIEW && (least == Role.READ || least == Role.SUBMIT);
    }
}
