package dev.marksheet.access;

import dev.marksheet.server.Problems;
import dev.marksheet.server.Refusals;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/** Tells who may not: programs by a problem document, people by the page that takes their key or says what is missing. */
final class Refuser implements AccessDeniedHandler, AuthenticationEntryPoint {

    /** Longest path to return to after the login. */
    private static final int LONGEST_RETURN = 2000;

    private final Refusals refusals;

    Refuser(Refusals refusals) {
        this.refusals = refusals;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        boolean ours =
                denied instanceof AuthorizationDeniedException with && with.getAuthorizationResult() instanceof Denial;
        refuse(
                request,
                response,
                ours ? (Denial) ((AuthorizationDeniedException) denied).getAuthorizationResult() : Denial.NO_ROLE);
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        refuse(request, response, Denial.NO_KEY);
    }

    void refuse(HttpServletRequest request, HttpServletResponse response, Denial denial) throws IOException {
        AuditFilter.refused(request);
        boolean unknown = denial.status() == HttpStatus.UNAUTHORIZED;
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (isForPeople(request)) {
            Problems.dropBody(request);
            if (unknown) {
                response.setStatus(HttpStatus.SEE_OTHER.value());
                response.setHeader(HttpHeaders.LOCATION, login(request));
            } else {
                response.sendError(denial.status().value());
            }
            return;
        }
        if (unknown) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        refusals.refuse(request, response, denial.status(), denial.detail());
    }

    private static boolean isForPeople(HttpServletRequest request) {
        String path = OpenPaths.path(request);
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null
                && accept.contains("text/html")
                && KeyFilter.key(request) == null
                && !path.startsWith("/api")
                && !path.startsWith("/actuator");
    }

    private static String login(HttpServletRequest request) {
        String wanted = request.getMethod().equals("GET") ? wanted(request) : null;
        return request.getContextPath() + "/login"
                + (wanted == null ? "" : "?from=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8));
    }

    private static @Nullable String wanted(HttpServletRequest request) {
        String query = request.getQueryString();
        String wanted = OpenPaths.path(request) + (query == null ? "" : "?" + query);
        return wanted.equals("/") || wanted.length() > LONGEST_RETURN ? null : wanted;
    }
}
