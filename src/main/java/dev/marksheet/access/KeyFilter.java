package dev.marksheet.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Finds out who sends a request: by the key in a header or, without one, by the login of the browser. A key that opens
 * nothing is refused at once, whatever it was sent for.
 */
final class KeyFilter extends OncePerRequestFilter {

    static final String KEY_HEADER = "X-API-Key";
    private static final String BEARER = "Bearer ";

    private final AccessMode mode;
    private final KeyRing keys;
    private final Logins logins;
    private final SecurityContextRepository contexts;
    private final Refuser refuser;
    private final LoginTokens tokens;

    KeyFilter(
            AccessMode mode,
            KeyRing keys,
            Logins logins,
            SecurityContextRepository contexts,
            Refuser refuser,
            LoginTokens tokens) {
        this.mode = mode;
        this.keys = keys;
        this.logins = logins;
        this.contexts = contexts;
        this.refuser = refuser;
        this.tokens = tokens;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!mode.isKeyed()) {
            Caller.ANYBODY.sends(request);
        } else if (!OpenPaths.contain(request)) {
            String key = key(request);
            Optional<Caller> caller = key == null ? logins.find(request) : keys.holder(key);
            if (key != null && caller.isEmpty()) {
                refuser.refuse(request, response, Denial.BAD_KEY);
                return;
            }
            if (caller.isPresent()) {
                remember(caller.get(), request, response);
            }
            if (key == null && caller.isPresent()) {
                tokens.offer(request, response);
            }
        }
        chain.doFilter(request, response);
    }

    private void remember(Caller caller, HttpServletRequest request, HttpServletResponse response) {
        caller.sends(request);
        List<SimpleGrantedAuthority> roles = caller.role() == null
                ? List.of()
                : List.of(new SimpleGrantedAuthority("ROLE_" + caller.role().name()));
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new PreAuthenticatedAuthenticationToken(caller, "", roles));
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
    }

    /** What stands for a key in the headers, right or wrong; null where nothing does. */
    static @Nullable String key(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        // Another scheme is for somebody on the way.
        if (header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return decoded(header.substring(BEARER.length()).strip());
        }
        String key = request.getHeader(KEY_HEADER);
        return key == null || key.isBlank() ? null : decoded(key.strip());
    }

    /** Headers come as bytes, which the server takes for Latin-1. */
    private static String decoded(String header) {
        return new String(header.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
