package dev.marksheet.access;

import dev.marksheet.session.access.AuditEntry.Outcome;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Has changes and refusals kept, once the answer stands. Calls that were taken are not among them: each of them knows by
 * itself who sent it.
 */
final class AuditFilter extends OncePerRequestFilter {

    private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    private static final Set<Integer> REFUSALS = Set.of(401, 403, 429);
    private static final String REFUSED = AuditFilter.class.getName() + ".refused";
    private static final String ENDED = AuditFilter.class.getName() + ".ended";

    private final Audit audit;

    AuditFilter(Audit audit) {
        this.audit = audit;
    }

    /** Says that the request is refused by the rules of access, whatever the status of the answer. */
    static void refused(HttpServletRequest request) {
        request.setAttribute(REFUSED, true);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, response);
        if (!request.isAsyncStarted()) {
            ended(request, response);
        } else if (request.getDispatcherType() == DispatcherType.REQUEST) {
            request.getAsyncContext().addListener(new Ending(request, response));
        }
    }

    /** Of a request that waited for its body, before its answer goes out. */
    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    private void ended(HttpServletRequest request, HttpServletResponse response) {
        if (request.getAttribute(ENDED) != null) {
            return;
        }
        request.setAttribute(ENDED, true);
        Outcome outcome = outcome(request, response.getStatus());
        if (outcome != null) {
            audit.keep(
                    Caller.of(request),
                    action(request),
                    target(request, response),
                    outcome,
                    response.getStatus(),
                    request.getRemoteAddr());
        }
    }

    /** Null for what is not kept. */
    private static @Nullable Outcome outcome(HttpServletRequest request, int status) {
        boolean changes = !HARMLESS.contains(request.getMethod());
        if (request.getAttribute(REFUSED) != null || changes && REFUSALS.contains(status)) {
            return Outcome.REFUSED;
        }
        if (!changes || RoleCheck.takesCalls(request)) {
            return null;
        }
        if (status >= 500) {
            return Outcome.FAILED;
        }
        return status < 400 ? Outcome.DONE : null;
    }

    private static String action(HttpServletRequest request) {
        Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        return request.getMethod() + " " + (pattern == null ? "?" : pattern);
    }

    /** What was made, or else what was asked for. */
    private static String target(HttpServletRequest request, HttpServletResponse response) {
        String made = response.getStatus() == HttpServletResponse.SC_CREATED
                ? response.getHeader(HttpHeaders.LOCATION)
                : null;
        return made == null ? OpenPaths.path(request) : made;
    }

    private final class Ending implements AsyncListener {

        private final HttpServletRequest request;
        private final HttpServletResponse response;

        Ending(HttpServletRequest request, HttpServletResponse response) {
            this.request = request;
            this.response = response;
        }

        @Override
        public void onComplete(AsyncEvent event) {
            ended(request, response);
        }

        @Override
        public void onTimeout(AsyncEvent event) {}

        @Override
        public void onError(AsyncEvent event) {}

        @Override
        public void onStartAsync(AsyncEvent event) {
            event.getAsyncContext().addListener(this);
        }
    }
}
