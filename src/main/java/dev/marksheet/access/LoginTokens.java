package dev.marksheet.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRequestHandler;
import org.springframework.security.web.csrf.DefaultCsrfToken;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Sees to it that what a logged in browser is to change was asked for by one of our own pages: their forms carry a token
 * that follows from the login, masked anew each time. Programs, which send their key, need none. Checked right before the
 * controller, since a form is read only once it has come in. Safe for use by many threads at once.
 */
final class LoginTokens implements HandlerInterceptor {

    private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    private static final String EXPECTED = LoginTokens.class.getName();

    private final CsrfTokenRequestHandler masked = new XorCsrfTokenRequestAttributeHandler();

    /** Has the forms of this request's page carry the login's token, and asks for it if this request is to change something. */
    void offer(HttpServletRequest request, HttpServletResponse response) {
        CsrfToken token = new DefaultCsrfToken("X-CSRF-TOKEN", "_csrf", Logins.csrf(request));
        masked.handle(request, response, () -> token);
        request.setAttribute(EXPECTED, token);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getAttribute(EXPECTED) instanceof CsrfToken token
                && !HARMLESS.contains(request.getMethod())
                && !isRight(masked.resolveCsrfTokenValue(request, token), token)) {
            AuditFilter.refused(request);
            throw new ResponseStatusException(
                    HttpStatus.FORBIDDEN,
                    "The form is not from a page of this login, or the login has changed. Load the page again.");
        }
        return true;
    }

    private static boolean isRight(@Nullable String sent, CsrfToken token) {
        return sent != null
                && MessageDigest.isEqual(
                        sent.getBytes(StandardCharsets.UTF_8), token.getToken().getBytes(StandardCharsets.UTF_8));
    }
}
