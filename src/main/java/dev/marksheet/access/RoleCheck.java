package dev.marksheet.access;

import dev.marksheet.access.Endpoints.Endpoint;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;

/** Looks up in the {@link AccessTable} whether the sender of a request may what it asks for. */
final class RoleCheck implements AuthorizationManager<HttpServletRequest> {

    private static final AuthorizationResult GRANTED = new AuthorizationDecision(true);
    private static final String LINE = AccessTable.Line.class.getName();
    private static final String ENDPOINT = Endpoint.class.getName();

    private final AccessMode mode;
    private final Endpoints endpoints;
    private final Reach reach;

    RoleCheck(AccessMode mode, Endpoints endpoints, Reach reach) {
        this.mode = mode;
        this.endpoints = endpoints;
        this.reach = reach;
    }

    @Override
    public AuthorizationResult authorize(
            Supplier<? extends Authentication> authentication, HttpServletRequest request) {
        // What goes on in the background was let in when it came.
        if (!mode.isKeyed() || request.getDispatcherType() != DispatcherType.REQUEST || OpenPaths.contain(request)) {
            return GRANTED;
        }
        Caller caller = Caller.of(request);
        Optional<Endpoint> endpoint = endpoints.of(request);
        if (endpoint.isEmpty()) {
            // Where there is nothing there is nothing to keep, but only those with a key are told so.
            return caller.role() == null ? Denial.NO_KEY : GRANTED;
        }
        AccessTable.Line line =
                AccessTable.of(request.getMethod(), endpoint.get().pattern());
        request.setAttribute(LINE, line);
        request.setAttribute(ENDPOINT, endpoint.get().pattern());
        if (line.lets(caller.role())) {
            return line.isOpen() || !caller.isScoped()
                    ? GRANTED
                    : reach.check(caller, line.shows(), endpoint.get(), request)
                            .<AuthorizationResult>map(d -> d)
                            .orElse(GRANTED);
        }
        return caller.role() == null ? Denial.NO_KEY : Denial.NO_ROLE;
    }

    /** Whether the request, which was let in, sends calls. */
    static boolean takesCalls(HttpServletRequest request) {
        return request.getAttribute(LINE) instanceof AccessTable.Line line && line.shows() == AccessTable.Shows.CALLS;
    }
}
